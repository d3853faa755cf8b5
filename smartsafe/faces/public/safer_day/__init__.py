"""Safer Internet Day: what takes place where, and registering one's own event."""
