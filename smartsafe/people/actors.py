"""Who acts: a signed-in person with the roles they hold and the keyrings they have opened."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from smartsafe.errors import DomainError, NotAllowed

from .rules import may

if TYPE_CHECKING:  # at run time the public face must not reach the keyrings through this module
    from smartsafe.vault.keyrings import OpenKeyrings
    from smartsafe.vault.sealing import RecordKey

CENTRE = "centre"


class Locked(DomainError):
    """The session holds no opened keyring. Faces send the person to sign in again, keeping what was typed."""

    sentence = _("Your session is locked. Sign in again to open it.")


@dataclass(frozen=True, slots=True)
class Actor:
    """First argument of every action and query that staff or officers use."""

    kind: ClassVar[str] = "person"
    id: UUID
    name: str
    roles: frozenset[str]
    institution: str = ""  # code, for an officer
    keys: "OpenKeyrings | None" = field(default=None, repr=False)

    def may(self, capability: str) -> bool:
        return may(self.roles, capability)

    def need(self, capability: str) -> None:
        """Raises NotAllowed when no role of the person gives the capability."""
        if not self.may(capability):
            raise NotAllowed()

    def opened(self) -> "OpenKeyrings":
        """The opened keyrings. Raises Locked."""
        if self.keys is None:
            raise Locked()
        return self.keys

    def open(self, sealed_record_key: "bytes | memoryview", owner: str = CENTRE) -> "RecordKey":
        """A record's key. Raises Locked, NotAMember or CannotOpen."""
        return self.opened().open(sealed_record_key, owner)
