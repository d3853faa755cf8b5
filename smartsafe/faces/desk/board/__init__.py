"""The supervisor's live board."""
