"""Activities and campaigns at the desk, also from a phone in a school's corridor."""
