"""What may be done with people: one file a concern."""
