"""Live chat in opening hours: a queue in front of a conversation. The conversation itself is the contact's."""
