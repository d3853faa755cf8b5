"""An account's roles, name, language, password and end."""

from uuid import UUID

from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import record
from smartsafe.errors import NotFound
from smartsafe.vault import keyrings
from smartsafe.vault import queries as vault

from .. import rules
from ..actors import Actor
from ..errors import LastAdministrator, OwnRoles, RolesDoNotFit
from ..models import Invitation, Person, RoleHeld, SignIn
from ..queries import keyring_owner_for
from .admission import leave_keyrings
from .groups import follow_roles
from .invitations import check_password, clean_name


def _account(actor: Actor, person_id: UUID) -> Person:
    """The account, locked for the change. Nobody manages their own. Raises NotAllowed, OwnRoles, NotFound."""
    actor.need("people.manage")
    if actor.id == person_id:
        raise OwnRoles()
    person = Person.objects.select_for_update().filter(id=person_id).first()
    if person is None:
        raise NotFound()
    return person


def _keep_an_administrator(person: Person) -> None:
    """Counted under a lock of every administrator's row: two who end one another must not both succeed."""
    list(RoleHeld.objects.select_for_update().filter(role=rules.ADMINISTRATOR).order_by("pk").values_list("pk"))
    others = RoleHeld.objects.filter(role=rules.ADMINISTRATOR, person__is_active=True).exclude(person=person)
    if not others.exists():
        raise LastAdministrator()


@transaction.atomic
def set_roles(actor: Actor, *, person_id: UUID, roles: frozenset[str]) -> None:
    """Replace a person's roles. Who no longer needs the keyring leaves it. Raises RolesDoNotFit, LastMember, …"""
    person = _account(actor, person_id)
    if not rules.fit(roles, person.institution):
        raise RolesDoNotFit("roles")
    held = set(person.roles_held.values_list("role", flat=True))
    if rules.ADMINISTRATOR in held - roles:
        _keep_an_administrator(person)
    person.roles_held.exclude(role__in=roles).delete()
    RoleHeld.objects.bulk_create(RoleHeld(person=person, role=role) for role in sorted(roles - held))
    follow_roles(person, roles)
    leave_keyrings(person.id, vault.owners_of(person.id) - {keyring_owner_for(roles, person.institution)})
    record(actor, "person.roles_set", "person", person.id, roles=sorted(roles))


@transaction.atomic
def deactivate(actor: Actor, *, person_id: UUID) -> None:
    """The person left: no sign-in, no keyring, every session ends. What they did stays under their name."""
    person = _account(actor, person_id)
    if person.roles_held.filter(role=rules.ADMINISTRATOR).exists():
        _keep_an_administrator(person)
    leave_keyrings(person.id, vault.owners_of(person.id))
    person.is_active, person.left_at = False, clock.now()
    person.save(update_fields=["is_active", "left_at"])
    Invitation.objects.filter(person=person).delete()
    SignIn.objects.filter(person=person).delete()
    record(actor, "person.deactivated", "person", person.id)


@transaction.atomic
def reactivate(actor: Actor, *, person_id: UUID) -> None:
    """The person came back; the keyring has to be opened to them again by a member."""
    person = _account(actor, person_id)
    person.is_active, person.left_at = True, None
    person.save(update_fields=["is_active", "left_at"])
    record(actor, "person.reactivated", "person", person.id)


@transaction.atomic
def reset_second_factor(actor: Actor, *, person_id: UUID) -> None:
    """For a lost telephone: the person sets a new second factor up at the next sign-in, still by password."""
    person = _account(actor, person_id)
    Authenticator.objects.filter(user_id=person.id).delete()
    SignIn.objects.filter(person=person).delete()
    record(actor, "person.second_factor_reset", "person", person.id)


@transaction.atomic
def set_name_and_language(actor: Actor, *, name: str, language: str) -> None:
    """One's own. Raises NameMissing."""
    name = clean_name(name)
    Person.objects.filter(id=actor.id).update(name=name, language=language)
    record(actor, "person.edited", "person", actor.id)


@transaction.atomic
def rename(actor: Actor, *, person_id: UUID, name: str) -> None:
    """Somebody else's name, by an administrator. Raises NameMissing."""
    person = _account(actor, person_id)
    person.name = clean_name(name)
    person.save(update_fields=["name"])
    record(actor, "person.edited", "person", person.id)


@transaction.atomic
def change_password(actor: Actor, *, old: str, new: str) -> None:
    """One's own: the same key pair under a new password; every other session ends. Raises WrongPassword, TooWeak."""
    person = get_user_model().objects.select_for_update().get(id=actor.id)
    private = keyrings.open_person_key(person.id, old)
    check_password(new, person)
    keyrings.reseal_person_key(person.id, private, new)
    person.set_password(new)
    person.save(update_fields=["password"])
    record(actor, "person.password_changed", "person", person.id)
