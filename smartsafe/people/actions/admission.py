"""Who may open a keyring: a member seals it to the newcomer, and takes it away again."""

from uuid import UUID

from django.db import transaction

from smartsafe.audit.actions import record
from smartsafe.errors import NotFound
from smartsafe.vault import keyrings
from smartsafe.vault import queries as vault
from smartsafe.vault.public_keys import CENTRE, institution_owner

from ..actors import Actor
from ..errors import LastMember, NotReadyForAdmission
from ..models import Person
from ..queries import actor_of, keyring_owner_for


def _own_keyring(actor: Actor) -> str:
    """The keyring whose members the actor may choose. Officers choose among their fellow officers."""
    actor.need("portal" if actor.institution else "people.admit")
    return institution_owner(actor.institution) if actor.institution else CENTRE


@transaction.atomic
def admit(actor: Actor, *, person_id: UUID) -> None:
    """Raises NotAllowed, NotFound, NotReadyForAdmission; Locked or NotAMember when the actor cannot open it either."""
    owner = _own_keyring(actor)
    private = actor.opened().private_key(owner)
    person = Person.objects.filter(id=person_id, institution=actor.institution).first()
    if person is None:
        raise NotFound()
    needed = keyring_owner_for(actor_of(person).roles, person.institution)
    if not person.is_active or needed != owner or not vault.have_keys([person.id]):
        raise NotReadyForAdmission()
    keyrings.admit(owner, private, person.id, by=actor.id)
    record(actor, "person.admitted", "person", person.id, keyring=owner)


@transaction.atomic
def expel(actor: Actor, *, person_id: UUID) -> None:
    """Effective at the person's next request. Raises NotAllowed, NotFound, LastMember."""
    owner = _own_keyring(actor)
    if person_id not in vault.member_ids(owner):
        raise NotFound()
    leave_keyrings(person_id, {owner})
    record(actor, "person.expelled", "person", person_id, keyring=owner)


def leave_keyrings(person_id: UUID, owners: set[str]) -> None:
    """Take a person's memberships away. Only for actions. Raises LastMember rather than locking everybody out."""
    for owner in sorted(owners):
        keyrings.lock(owner)  # two members who expel one another: the second one counts what the first one left
        if vault.member_ids(owner) == {person_id}:
            raise LastMember()
        keyrings.expel(owner, person_id)
