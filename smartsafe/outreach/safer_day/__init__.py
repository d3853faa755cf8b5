"""What schools, libraries and towns do for Safer Internet Day: a register that is read before the public sees it."""
