"""Who may open a keyring: a member seals it to the newcomer, and takes it away again."""

from uuid import UUID

from django.db import transaction

from smartsafe.audit.actions import record
from smartsafe.errors import NotFound
from smartsafe.vault import keyrings
from smartsafe.vault import queries as vault
from smartsafe.vault.public_keys import CENTRE, OUTREACH, institution_owner

from ..actors import Actor
from ..errors import LastMember, NotReadyForAdmission
from ..models import Person
from ..queries import actor_of, keyring_owner_for


def _own_keyrings(actor: Actor) -> tuple[str, ...]:
    """The keyrings whose members the actor may choose. Officers choose among their fellow officers."""
    actor.need("portal" if actor.institution else "people.admit")
    return (institution_owner(actor.institution),) if actor.institution else (CENTRE, OUTREACH)


@transaction.atomic
def admit(actor: Actor, *, person_id: UUID) -> None:
    """Raises NotAllowed, NotFound, NotReadyForAdmission; Locked or NotAMember when the actor cannot open it either."""
    owners = _own_keyrings(actor)
    own = actor.opened().private_key(owners[0])
    person = Person.objects.filter(id=person_id, institution=actor.institution).first()
    if person is None:
        raise NotFound()
    needed = keyring_owner_for(actor_of(person).roles, person.institution)
    if not person.is_active or needed not in owners or not vault.have_keys([person.id]):
        raise NotReadyForAdmission()
    private = own if needed == owners[0] else actor.opened().private_key(needed)
    keyrings.admit(needed, private, person.id, by=actor.id)
    record(actor, "person.admitted", "person", person.id, keyring=needed)


@transaction.atomic
def expel(actor: Actor, *, person_id: UUID) -> None:
    """Effective at the person's next request. Raises NotAllowed, NotFound, LastMember."""
    owner = next((one for one in _own_keyrings(actor) if person_id in vault.member_ids(one)), None)
    if owner is None:
        raise NotFound()
    leave_keyrings(person_id, {owner})
    record(actor, "person.expelled", "person", person_id, keyring=owner)


def leave_keyrings(person_id: UUID, owners: set[str]) -> None:
    """Take a person's memberships away. Only for actions. Raises LastMember rather than locking everybody out."""
    for owner in sorted(owners):
        keyrings.lock(owner)  # two members who expel one another: the second one counts what the first one left
        if owner != OUTREACH and vault.member_ids(owner) == {person_id}:  # members of the centre open that one too
            raise LastMember()
        keyrings.expel(owner, person_id)
