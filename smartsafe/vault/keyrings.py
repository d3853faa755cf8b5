"""What signed-in people can open: their own key by password, the keyrings they are members of by their own key.

The public face may never import this module, not even indirectly (import-linter proves it).
"""

import secrets
from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

import nacl.bindings as sodium
import nacl.exceptions
from argon2.low_level import Type, hash_secret_raw
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from nacl.public import PrivateKey, PublicKey, SealedBox

from smartsafe import clock
from smartsafe.errors import DomainError

from . import blind_index
from .models import Keyring, Membership, PersonKey, Vault
from .public_keys import CENTRE, OUTREACH, public_key_of
from .sealing import CannotOpen, Erased, RecordKey, place
from .word_index import SearchKey

if TYPE_CHECKING:
    from django.db.models import QuerySet


class WrongPassword(DomainError):
    """The password does not open the person's key."""

    sentence = _("This password does not open your key.")


class NotAMember(DomainError):
    """The person has not been admitted to the keyring that this needs."""

    sentence = _("You have not been admitted to this keyring yet. Ask a member to admit you.")


class AlreadySetUp(DomainError):
    sentence = _("The vault has been set up already.")


class OpenKeyrings:
    """Private halves of keyrings that this session has opened, by owner (“centre”, “institution:<code>”)."""

    __slots__ = ("_private",)

    def __init__(self, private: Mapping[str, bytes]) -> None:
        self._private = dict(private)

    def __repr__(self) -> str:
        return f"OpenKeyrings({sorted(self._private)})"

    def __contains__(self, owner: str) -> bool:
        return owner in self._private

    def private_key(self, owner: str) -> bytes:
        """Raises NotAMember."""
        if owner == OUTREACH and owner not in self._private and CENTRE in self._private:
            sealed = Keyring.objects.filter(owner=owner).values_list("sealed_to_centre", flat=True).first()
            if sealed:
                self._private[owner] = open_with(self._private[CENTRE], sealed)
        try:
            return self._private[owner]
        except KeyError:
            raise NotAMember() from None

    def open(self, sealed_record_key: "bytes | memoryview", owner: str = CENTRE) -> RecordKey:
        """Raises NotAMember, Erased for a key that was destroyed, CannotOpen for one sealed to somebody else."""
        if not sealed_record_key:
            raise Erased()
        return RecordKey.opened_by(self.private_key(owner), sealed_record_key)

    def index_key(self, owner: str = CENTRE) -> bytes:
        return blind_index.index_key(self.private_key(owner))

    def search_key(self, owner: str = CENTRE) -> SearchKey:
        return SearchKey.of(self.private_key(owner))


def new_key_pair() -> tuple[bytes, bytes]:
    """(private, public), 32 bytes each."""
    key = PrivateKey.generate()
    return bytes(key), bytes(key.public_key)


def seal_to(public_key: bytes, secret: bytes) -> bytes:
    return SealedBox(PublicKey(public_key)).encrypt(secret)


def open_with(private_key: bytes, sealed: "bytes | memoryview") -> bytes:
    """Raises CannotOpen."""
    try:
        return SealedBox(PrivateKey(private_key)).decrypt(bytes(sealed))
    except (nacl.exceptions.CryptoError, ValueError) as error:
        raise CannotOpen() from error


def is_set_up() -> bool:
    return Vault.objects.exists()


@transaction.atomic
def set_up() -> tuple[bytes, bytes]:
    """First run: the site's salt, the recovery key, the centre's keyring.

    Returns (recovery private key, centre private key). The first is shown once and kept offline; with the second
    the first member is admitted. Neither is stored in the open.
    """
    if is_set_up():
        raise AlreadySetUp()
    recovery_private, recovery_public = new_key_pair()
    Vault.objects.create(
        set_up_at=clock.now(), receipt_salt=secrets.token_bytes(16), recovery_public_key=recovery_public
    )
    centre_private = create_keyring(CENTRE)
    create_keyring(OUTREACH, also_for_centre=True)
    return recovery_private, centre_private


def create_keyring(owner: str, *, also_for_centre: bool = False) -> bytes:
    """Make a keyring, sealed so far to the recovery key alone. Its private half, to admit the first member with.

    `also_for_centre`: whoever opens the centre's keyring opens this one too.
    """
    private, public = new_key_pair()
    recovery_public = bytes(Vault.objects.values_list("recovery_public_key", flat=True).get())
    Keyring.objects.create(
        owner=owner,
        public_key=public,
        sealed_to_recovery=seal_to(recovery_public, private),
        sealed_to_centre=seal_to(public_key_of(CENTRE), private) if also_for_centre else b"",
        created_at=clock.now(),
    )
    return private


def recover(owner: str, recovery_private: bytes) -> bytes:
    """A keyring's private half, by the offline recovery key. Raises CannotOpen for a wrong one."""
    return open_with(recovery_private, Keyring.objects.values_list("sealed_to_recovery", flat=True).get(owner=owner))


def _password_key(password: str, salt: bytes) -> RecordKey:
    raw = hash_secret_raw(password.encode(), salt, hash_len=32, type=Type.ID, **settings.ARGON2_PASSWORD)
    return RecordKey(raw)


def _seal_person_key(person_id: UUID, private: bytes, password: str) -> tuple[bytes, bytes]:
    salt = secrets.token_bytes(16)
    return salt, _password_key(password, salt).seal(private, place("person", person_id, "key"))


def make_person_key(person_id: UUID, password: str) -> bytes:
    """A new key pair for the person, in place of any former one; former memberships end. Its private half."""
    private, public = new_key_pair()
    salt, sealed = _seal_person_key(person_id, private, password)
    PersonKey.objects.update_or_create(
        person_id=person_id,
        defaults={"public_key": public, "salt": salt, "sealed_private_key": sealed, "changed_at": clock.now()},
    )
    Membership.objects.filter(person_id=person_id).delete()
    return private


def open_person_key(person_id: UUID, password: str) -> bytes:
    """The person's private half. Raises WrongPassword, also when the person has no key yet."""
    kept = PersonKey.objects.filter(person_id=person_id).first()
    if kept is None:
        raise WrongPassword()
    try:
        key = _password_key(password, bytes(kept.salt))
        return key.open(kept.sealed_private_key, place("person", person_id, "key"))
    except CannotOpen:
        raise WrongPassword() from None


def reseal_person_key(person_id: UUID, private: bytes, new_password: str) -> None:
    """After a password change: the same key pair under the new password."""
    salt, sealed = _seal_person_key(person_id, private, new_password)
    PersonKey.objects.filter(person_id=person_id).update(salt=salt, sealed_private_key=sealed, changed_at=clock.now())


def admit(owner: str, keyring_private: bytes, person_id: UUID, *, by: UUID | None) -> None:
    """Seal a keyring's private half to a person's public key. Raises NotAMember when the person has no key yet."""
    public = PersonKey.objects.filter(person_id=person_id).values_list("public_key", flat=True).first()
    if public is None:
        raise NotAMember()
    Membership.objects.update_or_create(
        keyring=Keyring.objects.get(owner=owner),
        person_id=person_id,
        defaults={
            "sealed_private_key": seal_to(bytes(public), keyring_private),
            "admitted_at": clock.now(),
            "admitted_by": by,
        },
    )


def expel(owner: str, person_id: UUID) -> None:
    Membership.objects.filter(keyring__owner=owner, person_id=person_id).delete()


def lock(owner: str) -> None:
    """Until the transaction ends nobody else changes who the keyring's members are after having counted them."""
    list(Keyring.objects.select_for_update().filter(owner=owner).values_list("pk"))


def members(owner: str) -> "QuerySet[Membership]":
    return Membership.objects.filter(keyring__owner=owner).order_by("admitted_at")


def open_memberships(person_id: UUID, person_private: bytes) -> OpenKeyrings:
    """Every keyring this person is a member of now, opened with their own private half."""
    held = Membership.objects.filter(person_id=person_id).values_list("keyring__owner", "sealed_private_key")
    return OpenKeyrings({owner: open_with(person_private, sealed) for owner, sealed in held})


def seal_for_session(person_private: bytes) -> tuple[bytes, bytes]:
    """(cookie key, sealed): the first goes into an HttpOnly cookie, the second into the session store."""
    key = secrets.token_bytes(sodium.crypto_aead_xchacha20poly1305_ietf_KEYBYTES)
    return key, RecordKey(key).seal(person_private, b"session")


def open_from_session(cookie_key: bytes, sealed: bytes) -> bytes:
    """Raises CannotOpen when cookie and session do not belong together."""
    return RecordKey(cookie_key).open(sealed, b"session")
