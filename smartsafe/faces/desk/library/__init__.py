"""What editors see of the library at the desk; they write it at /cms/."""
