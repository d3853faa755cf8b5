"""Short codes by which a hall finds its evaluation: no letters that look alike."""

import secrets

from ..models import Activity

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
LENGTH = 6
TRIES = 50


def new_code() -> str:
    """One that no activity has or had. Of 887 million some will be drawn twice one day: then it is drawn again."""
    for _try in range(TRIES):
        code = "".join(secrets.choice(ALPHABET) for _number in range(LENGTH))
        if not Activity.objects.filter(evaluation_code=code).exists():
            return code
    raise RuntimeError("No free evaluation code was drawn")
