"""The signature of the exchange: HMAC-SHA256 over the time, a dot and the body, under a shared secret."""

import hmac

TIME_HEADER, SIGNATURE_HEADER = "Smartsafe-Time", "Smartsafe-Signature"


def signature(secret: str, time: str, body: bytes) -> str:
    """64 hexadecimal digits. `time`: seconds since 1970 as they stand in the header."""
    return hmac.digest(secret.encode(), time.encode() + b"." + body, "sha256").hex()


def is_right(secret: str, time: str, body: bytes, given: str) -> bool:
    return hmac.compare_digest(signature(secret, time, body).encode(), given.strip().lower().encode())
