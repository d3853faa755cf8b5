"""What may be done with activities, by whom and when."""
