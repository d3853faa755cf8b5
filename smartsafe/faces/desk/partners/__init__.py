"""Whose computers may hand reports in, and by which keys."""
