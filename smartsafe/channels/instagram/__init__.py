"""Instagram: messages to the centre's account. How to connect it, what it was tested against: docs/channels.md."""
