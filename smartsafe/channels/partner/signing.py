"""How the centre signs what it tells: HMAC-SHA256 over the time, a dot and the body, under the address's own secret."""

import hmac
import secrets

TIME_HEADER, SIGNATURE_HEADER, EVENT_HEADER = "Smartsafe-Time", "Smartsafe-Signature", "Smartsafe-Event"


def new_secret() -> str:
    return f"whs_{secrets.token_urlsafe(32)}"


def signature(secret: str, time: str, body: bytes) -> str:
    """64 hexadecimal digits. `time`: seconds since 1970 as they stand in the header."""
    return hmac.digest(secret.encode(), time.encode() + b"." + body, "sha256").hex()
