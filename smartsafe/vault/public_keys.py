"""The public halves, for whoever seals. Nothing here opens anything, so the public face may use it."""

import nacl.bindings as sodium
from django.utils.translation import gettext_lazy as _

from smartsafe.errors import DomainError

from .models import Keyring

CENTRE = "centre"
OUTREACH = "outreach"  # of those who go to schools: whom a school names to be called. Members of the centre open it too


class NoKeyring(DomainError):
    """Nobody could ever open what would be sealed now."""

    sentence = _("There is no key to seal this with yet. The vault must be set up first.")


def institution_owner(code: str) -> str:
    """The name under which an institution's keyring is kept."""
    return f"institution:{code}"


def has_keyring(owner: str) -> bool:
    return Keyring.objects.filter(owner=owner).exists()


def public_key_of(owner: str) -> bytes:
    """The public key (32 bytes) of the centre or of an institution. Raises NoKeyring."""
    key = Keyring.objects.filter(owner=owner).values_list("public_key", flat=True).first()
    if key is None:
        raise NoKeyring()
    return bytes(key)


def public_half(private_key: bytes) -> bytes:
    """The public key (32 bytes) that belongs to a private one."""
    return sodium.crypto_scalarmult_base(private_key)
