"""Short codes by which a hall finds its evaluation: no letters that look alike."""

import secrets

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
LENGTH = 6


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _number in range(LENGTH))
