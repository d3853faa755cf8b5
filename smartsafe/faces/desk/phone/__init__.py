"""Calls that ring, call-backs, figures of the day."""
