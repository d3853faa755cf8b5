"""Receipt codes: sixteen digits, shown once, that bring an anonymous reporter back to the conversation."""

import hashlib
import re
import secrets
import threading
from dataclasses import dataclass

import nacl.bindings as sodium
from argon2.low_level import Type, hash_secret_raw
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from smartsafe.errors import DomainError

from .models import Vault
from .public_keys import NoKeyring

DIGITS = 16
# Digits as people type them: Arabic-Indic and full-width ones count too, whatever stands between them does not.
_NOT_DIGITS = re.compile(r"\D")
# Argon2id takes much memory by design: a flood of codes waits its turn instead of taking the machine's.
_AT_ONCE = threading.BoundedSemaphore(2)
LONGEST_WAIT = 20  # seconds


class TooBusy(DomainError):
    """More codes than this process can work through."""

    sentence = _("Very many people are writing at this moment. Please try again in a minute.")


@dataclass(frozen=True, slots=True)
class ReceiptKey:
    """What a code opens: `lookup` finds the contact, `private` opens its record key, `public` seals to it."""

    lookup: bytes
    private: bytes
    public: bytes

    def __repr__(self) -> str:
        return "ReceiptKey(…)"


def new_code() -> str:
    """A fresh code: sixteen random digits, without spaces."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"


def in_groups(code: str) -> str:
    """As it is shown: four groups of four."""
    return " ".join(code[i : i + 4] for i in range(0, DIGITS, 4))


def digits_of(typed: str) -> str:
    """The digits of what a person typed, in ASCII, whatever stands between them."""
    return "".join(str(int(digit)) for digit in _NOT_DIGITS.sub("", typed))


def receipt_key(code: str) -> ReceiptKey:
    """Argon2id over the code and the site's salt; the same work for every code, right or wrong.

    Raises NoKeyring, TooBusy.
    """
    salt = Vault.objects.values_list("receipt_salt", flat=True).first()
    if salt is None:
        raise NoKeyring()
    if not _AT_ONCE.acquire(timeout=LONGEST_WAIT):
        raise TooBusy()
    try:
        raw = hash_secret_raw(code.encode(), bytes(salt), hash_len=64, type=Type.ID, **settings.ARGON2_RECEIPT)
    finally:
        _AT_ONCE.release()
    public, private = sodium.crypto_box_seed_keypair(raw[32:])
    return ReceiptKey(lookup=hashlib.sha256(raw[:32]).digest(), private=private, public=public)
