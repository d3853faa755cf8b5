"""What may be asked about keys without opening any. Imports no keyrings, so that any module may ask."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from .models import Keyring, Membership, PersonKey, Vault


@dataclass(frozen=True, slots=True)
class KeyringState:
    owner: str
    created_at: datetime
    members: int


def set_up_at() -> datetime | None:
    """When the vault was set up, or None."""
    return Vault.objects.values_list("set_up_at", flat=True).first()


def keyrings() -> list[KeyringState]:
    """Every keyring and how many members can open it, the centre's first."""
    found = [
        KeyringState(keyring.owner, keyring.created_at, keyring.memberships.count())
        for keyring in Keyring.objects.order_by("owner")
    ]
    return sorted(found, key=lambda state: (state.owner != "centre", state.owner))


def member_ids(owner: str) -> set[UUID]:
    """Who can open the keyring now."""
    return set(Membership.objects.filter(keyring__owner=owner).values_list("person_id", flat=True))


def admitted_at(owner: str) -> dict[UUID, datetime]:
    """When each member was admitted."""
    return dict(Membership.objects.filter(keyring__owner=owner).values_list("person_id", "admitted_at"))


def owners_of(person_id: UUID) -> set[str]:
    """The keyrings that the person is a member of."""
    return set(Membership.objects.filter(person_id=person_id).values_list("keyring__owner", flat=True))


def have_keys(person_ids: list[UUID]) -> set[UUID]:
    """Those who have a key pair of their own, so that something can be sealed to them."""
    return set(PersonKey.objects.filter(person_id__in=person_ids).values_list("person_id", flat=True))
