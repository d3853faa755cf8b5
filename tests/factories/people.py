"""People for tests, made by the real actions: real keys, really admitted. All share one password."""

from itertools import count

from smartsafe.audit.actions import SYSTEM
from smartsafe.people.actions import admission, invitations, setup
from smartsafe.people.actors import Actor
from smartsafe.people.models import Person
from smartsafe.people.queries import keyring_owner_for
from smartsafe.vault import keyrings, worker_keys
from smartsafe.vault.public_keys import CENTRE

PASSWORD = "tall-green-gates-7"
FOUNDER = "founder@centre.example"
_numbers = count(1)
_recovery_keys: dict[bytes, str] = {}


def a_vault() -> str:
    """Sets the vault up once a database; its recovery key. The first member is the founder."""
    from smartsafe.vault.models import Vault

    vault = Vault.objects.first()
    if vault is not None:
        return _recovery_keys[bytes(vault.receipt_salt)]
    worker_keys.make_where_missing()
    worker_keys.adopt()
    founded = setup.found(SYSTEM, email=FOUNDER, name="Founder of the centre", password=PASSWORD)
    _recovery_keys[bytes(Vault.objects.get().receipt_salt)] = founded.recovery_key
    return founded.recovery_key


def the_founder() -> Actor:
    """Supervisor and administrator, first member of the centre's keyring."""
    a_vault()
    return opened(Person.objects.get(email=FOUNDER))


def opened(person: Person) -> Actor:
    """The person as an actor with the keyrings they are a member of now, as after signing in."""
    from dataclasses import replace

    from smartsafe.people.queries import actor_of

    private = keyrings.open_person_key(person.id, PASSWORD)
    return replace(actor_of(person), keys=keyrings.open_memberships(person.id, private))


def person_of(actor: Actor) -> Person:
    return Person.objects.get(id=actor.id)


def an_invited(*roles: str, email: str = "", name: str = "", institution: str = "") -> invitations.Invited:
    """An account whose invitation has not been accepted yet."""
    number = next(_numbers)
    return invitations.invite(
        the_founder(),
        email=email or f"{'.'.join(roles)}.{number}@centre.example",
        name=name or f"{roles[0].capitalize()} {number}",
        roles=frozenset(roles),
        institution=institution,
    )


def a_person(*roles: str, email: str = "", name: str = "", admitted: bool = True) -> Actor:
    """A member of staff; admitted to the centre's keyring when a role may see contacts."""
    invited = an_invited(*(roles or ("operator",)), email=email, name=name)
    actor = invitations.accept(invitations.invited(invited.token), token=invited.token, password=PASSWORD)
    if admitted and keyring_owner_for(actor.roles, ""):
        admission.admit(the_founder(), person_id=actor.id)
    return opened(person_of(actor))


def an_officer(institution: str = "mup_vtk", *, email: str = "", name: str = "", admitted: bool = True) -> Actor:
    """An officer; the first of an institution founds its keyring, later ones are admitted by the first."""
    from smartsafe.people.queries import officers_of

    fellows = [person_id for person_id, _ in officers_of(institution)]
    invited = an_invited("officer", email=email, name=name, institution=institution)
    actor = invitations.accept(invitations.invited(invited.token), token=invited.token, password=PASSWORD)
    if admitted and fellows:
        admission.admit(opened(Person.objects.get(id=fellows[0])), person_id=actor.id)
    return opened(person_of(actor))


def is_member(actor: Actor, owner: str = CENTRE) -> bool:
    from smartsafe.vault.queries import member_ids

    return actor.id in member_ids(owner)
