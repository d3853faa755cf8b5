"""What makes one chat of a form that was sent twice: the code is drawn with the form, not with its sending.

The form carries a random token, signed; the receipt code follows from it and from our secret key. Nothing is kept, no
cookie is needed before anybody has asked anything, and whoever has only the token or only the key has no code.
"""

import hmac
import secrets

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner

from smartsafe.vault.receipts import DIGITS

LASTS = 12 * 60 * 60  # seconds that an open page counts as the same form


def _signer() -> TimestampSigner:
    return TimestampSigner(salt="chat beginning")


def fresh() -> str:
    """A token for a form that is shown now."""
    return _signer().sign(secrets.token_urlsafe(24))


def code_of(token: str) -> str:
    """Sixteen digits, always the same for one token; others for a token that is not ours or too old."""
    try:
        drawn = _signer().unsign(token, max_age=LASTS)
    except BadSignature:
        drawn = secrets.token_urlsafe(24)
    digest = hmac.digest(settings.SECRET_KEY.encode(), b"chat code " + drawn.encode(), "sha512")
    return f"{int.from_bytes(digest, 'big') % 10**DIGITS:0{DIGITS}d}"
