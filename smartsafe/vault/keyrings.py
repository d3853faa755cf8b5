"""What signed-in people can open."""
