"""Measures: `make bench` prints one JSON object a measure to standard output; how it goes, to standard error."""
