"""E-mail addresses that the public types in: checked, then sealed to the worker, which alone writes to them.

Nothing here opens anything; who is known already is found out by the worker (`posting.py`), so that a form gives the
same answer whoever is known.
"""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from smartsafe.vault.worker_public import seal_to_worker

from .errors import NotAnAddress

LONGEST = 254
BOX = 256  # every sealed address is as long as the longest one


def clean(email: str, field: str = "email") -> str:
    """Raises NotAnAddress, for line breaks too, with which a header could be forged."""
    email = email.strip()
    try:
        validate_email(email)
    except ValidationError:
        raise NotAnAddress(field) from None
    if len(email.encode()) > LONGEST or not email.isprintable():
        raise NotAnAddress(field)
    return email


def sealed(email: str) -> bytes:
    """Raises NoWorkerKey."""
    return seal_to_worker(email.encode().ljust(BOX))
