"""The first run, and the way back in when every member has lost their password. Both by command, on the machine."""

from dataclasses import dataclass, field, replace
from uuid import UUID

from django.db import transaction

from smartsafe.audit.actions import Who, record
from smartsafe.errors import NotFound
from smartsafe.vault import keyrings
from smartsafe.vault import queries as vault
from smartsafe.vault.errors import WrongRecoveryKey
from smartsafe.vault.public_keys import CENTRE
from smartsafe.vault.recovery_key import read, written
from smartsafe.vault.sealing import CannotOpen

from .. import rules
from ..actors import Actor
from ..errors import NotReadyForAdmission
from ..models import Person
from ..queries import actor_of, keyring_owner_for
from .invitations import check_password, new_person

FIRST_ROLES = frozenset({rules.SUPERVISOR, rules.ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class Founded:
    """`recovery_key` is shown once, written down, kept offline; it is stored nowhere."""

    person: Actor
    recovery_key: str = field(repr=False)


@transaction.atomic
def found(
    actor: Who, *, email: str, name: str, password: str, language: str = "sr", roles: frozenset[str] = FIRST_ROLES
) -> Founded:
    """Set the vault up and make its first member. Raises AlreadySetUp and Invalid errors."""
    recovery_private, centre_private = keyrings.set_up()
    person = new_person(email=email, name=name, roles=roles, language=language)
    check_password(password, person)
    person.set_password(password)
    person.save(update_fields=["password"])
    private = keyrings.make_person_key(person.id, password)
    keyrings.admit(CENTRE, centre_private, person.id, by=None)
    record(actor, "vault.set_up", "person", person.id)
    opened = keyrings.open_memberships(person.id, private)
    return Founded(replace(actor_of(person), keys=opened), written(recovery_private))


def person_by_email(email: str) -> UUID:
    """For commands. Raises NotFound."""
    person_id = Person.objects.filter(email__iexact=email.strip(), is_active=True).values_list("id", flat=True).first()
    if person_id is None:
        raise NotFound()
    return person_id


def member(*, email: str, password: str) -> Actor:
    """Whoever has this password, with opened keyrings, for commands. Raises NotFound, WrongPassword."""
    person = Person.objects.get(id=person_by_email(email))
    private = keyrings.open_person_key(person.id, password)
    return replace(actor_of(person), keys=keyrings.open_memberships(person.id, private))


@transaction.atomic
def recover(actor: Who, *, recovery_key: str, person_id: UUID) -> str:
    """Admit a person by the recovery key to the keyring their roles need; its owner.

    Raises RecoveryKeyMistyped, WrongRecoveryKey, NotFound, NotReadyForAdmission.
    """
    person = Person.objects.filter(id=person_id, is_active=True).first()
    if person is None:
        raise NotFound()
    owner = keyring_owner_for(actor_of(person).roles, person.institution)
    if not owner or not vault.have_keys([person.id]):
        raise NotReadyForAdmission()
    try:
        private = keyrings.recover(owner, read(recovery_key))
    except CannotOpen:
        raise WrongRecoveryKey() from None
    keyrings.admit(owner, private, person.id, by=None)
    record(actor, "vault.recovered", "person", person.id, keyring=owner)
    return owner
