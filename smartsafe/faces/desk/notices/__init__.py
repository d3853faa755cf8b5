"""What awaits a person of the staff."""
