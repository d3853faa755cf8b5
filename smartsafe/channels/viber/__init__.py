"""Viber: a bot to which people write. What was tested against what: docs/channels.md."""
