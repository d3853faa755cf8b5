"""The keys of partners: `sas_<prefix>_<secret>`. The secret has 256 bits, so that a plain hash hides it well."""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass

from smartsafe.vault.sealing import RecordKey, place

_SHAPE = re.compile(r"sas_([0-9a-z]{12})_([0-9A-Za-z_-]{43})")
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class RawKey:
    """A key as its holder has it; never stored, never logged."""

    prefix: str
    text: str

    def __repr__(self) -> str:
        return f"RawKey({self.prefix})"

    @property
    def hash(self) -> bytes:
        return hashlib.sha256(self.text.encode()).digest()

    def derived(self, purpose: str, about: bytes) -> bytes:
        """32 bytes that only who holds the key can make."""
        return hmac.digest(self.text.encode(), purpose.encode() + b"\n" + about, "sha256")

    def seal(self, answer: bytes, about: bytes) -> bytes:
        return RecordKey(self.derived("answer", about)).seal(answer, place("partner.Once", about.hex(), "answer"))

    def open(self, sealed: bytes | memoryview, about: bytes) -> bytes:
        """Raises CannotOpen: it was sealed with another key."""
        return RecordKey(self.derived("answer", about)).open(sealed, place("partner.Once", about.hex(), "answer"))


def new_key() -> RawKey:
    prefix = "".join(secrets.choice(_LETTERS) for _ in range(12))
    return RawKey(prefix, f"sas_{prefix}_{secrets.token_urlsafe(32)}")


def read(text: str) -> RawKey | None:
    """What somebody sent as a key; None when it cannot be one."""
    found = _SHAPE.fullmatch(text)
    return RawKey(found[1], text) if found else None


def same(hash_: bytes | memoryview, raw: RawKey) -> bool:
    return hmac.compare_digest(bytes(hash_), raw.hash)
