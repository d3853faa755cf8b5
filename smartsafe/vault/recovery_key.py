"""The recovery key on paper: thirteen groups of four signs and a check sign, so that a slip is found by its group."""

import hashlib

from .errors import RecoveryKeyMistyped

# Crockford's alphabet: no I, L, O, U, so that nothing is mistaken for a digit or reads as a word.
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ALIKE = str.maketrans("ILO", "110")
GROUPS, SIZE = 13, 4


def _check(position: int, group: str) -> str:
    return SIGNS[hashlib.blake2b(f"{position}{group}".encode()).digest()[0] % 32]


def written(key: bytes) -> str:
    """The key (32 bytes) as groups with check signs."""
    number = int.from_bytes(key, "big") << 4  # 256 bits and 4 of padding are 52 signs of 5 bits
    signs = "".join(SIGNS[number >> shift & 31] for shift in range(255, -1, -5))
    groups = [signs[start : start + SIZE] for start in range(0, len(signs), SIZE)]
    return "-".join(group + _check(position, group) for position, group in enumerate(groups))


def read(typed: str) -> bytes:
    """The key (32 bytes) of what was typed, whatever the case and the signs between. Raises RecoveryKeyMistyped."""
    signs = "".join(sign for sign in typed.upper().translate(ALIKE) if sign.isalnum())
    number = 0
    for position in range(GROUPS):
        whole = signs[position * (SIZE + 1) : (position + 1) * (SIZE + 1)]
        group = whole[:SIZE]
        if len(whole) != SIZE + 1 or set(whole) - set(SIGNS) or whole[SIZE] != _check(position, group):
            raise RecoveryKeyMistyped(group=position + 1)
        for sign in group:
            number = number << 5 | SIGNS.index(sign)
    if len(signs) != GROUPS * (SIZE + 1) or number & 15:
        raise RecoveryKeyMistyped(group=GROUPS)
    return (number >> 4).to_bytes(32, "big")
