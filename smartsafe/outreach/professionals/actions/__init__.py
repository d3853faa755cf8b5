"""Registering, coming in by a letter's link, sharing, deciding."""
