"""Facebook: messages to the centre's page. How to connect it, what it was tested against: docs/channels.md."""
