"""What the pages ask every second or so."""
