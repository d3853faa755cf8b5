"""The library as the public reads it: finding, reading, taking away, printing; nothing here knows who reads."""
