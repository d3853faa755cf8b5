"""The newsletter: who asked for it and confirmed, issues that editors write, one letter each, without any tracking."""
