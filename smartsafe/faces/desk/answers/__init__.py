"""The library of ready answers, and taking one into what is being written."""
