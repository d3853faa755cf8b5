"""Lists of contacts, and the left column that counts them."""
