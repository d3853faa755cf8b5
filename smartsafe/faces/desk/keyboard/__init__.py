"""The keys of the desk, written down."""
