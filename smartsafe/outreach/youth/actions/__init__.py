"""What young people, their guardians and the centre do in the youth programme."""
