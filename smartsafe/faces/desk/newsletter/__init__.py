"""The newsletter at the desk: write an issue, look at it in every script, send it, see what came of it."""
