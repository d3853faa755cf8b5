"""The open contact, and the call sheet."""
