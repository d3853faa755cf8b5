"""Ask for the newsletter, confirm, leave; read what was sent."""
