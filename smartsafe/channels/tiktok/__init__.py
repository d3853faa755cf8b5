"""TikTok: direct messages to the centre's business account. What was tested against what: docs/channels.md."""
