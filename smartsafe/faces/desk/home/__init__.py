"""Where the desk begins, for each role."""
