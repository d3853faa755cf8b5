"""What subscribers and editors do."""
