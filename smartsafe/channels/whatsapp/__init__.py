"""WhatsApp by its Cloud API. How to connect it, what it was tested against: docs/channels.md."""
