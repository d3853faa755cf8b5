"""How somebody comes in: by an invitation whose link works once, for a while, for one person."""

import hashlib
import secrets
from dataclasses import dataclass, field, replace
from datetime import timedelta
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from smartsafe import clock
from smartsafe.audit.actions import record
from smartsafe.errors import NotFound
from smartsafe.vault import keyrings
from smartsafe.vault.public_keys import has_keyring, institution_owner

from .. import rules
from ..actors import Actor
from ..errors import EmailTaken, InvitationNotValid, NameMissing, OwnRoles, PasswordTooWeak, RolesDoNotFit, WrongEmail
from ..models import Invitation, Person, RoleHeld
from ..queries import actor_of
from .groups import follow_roles

VALID_FOR = timedelta(hours=72)


@dataclass(frozen=True, slots=True)
class Invited:
    """The token goes into a link that is shown once; only its hash is kept."""

    person_id: UUID
    token: str = field(repr=False)


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def clean_name(name: str) -> str:
    """The name without surrounding space. Raises NameMissing."""
    name = " ".join(name.split())
    if not name or len(name) > 120 or "\0" in name:
        raise NameMissing("name")
    return name


def clean_email(email: str) -> str:
    """The address in lower case. Raises WrongEmail."""
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        raise WrongEmail("email") from None
    return email


def check_password(password: str, person: Person) -> None:
    """Raises PasswordTooWeak with the reason in the person's language."""
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise PasswordTooWeak("password", why=" ".join(error.messages)) from None


def new_person(*, email: str, name: str, roles: frozenset[str], institution: str = "", language: str = "sr") -> Person:
    """An account without a password. Only for actions. Raises Invalid errors."""
    if not rules.fit(roles, institution):
        raise RolesDoNotFit("roles")
    email, name = clean_email(email), clean_name(name)
    if Person.objects.filter(email__iexact=email).exists():
        raise EmailTaken("email")
    person = Person(email=email, name=name, language=language, institution=institution, joined_at=clock.now())
    person.set_unusable_password()
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError:
        raise EmailTaken("email") from None
    RoleHeld.objects.bulk_create(RoleHeld(person=person, role=role) for role in sorted(roles))
    follow_roles(person, roles)
    return person


def _new_invitation(person: Person) -> str:
    token = secrets.token_urlsafe(32)
    now = clock.now()
    Invitation.objects.update_or_create(
        person=person,
        defaults={"token_hash": _hash(token), "created_at": now, "expires_at": now + VALID_FOR},
    )
    return token


@transaction.atomic
def invite(
    actor: Actor, *, email: str, name: str, roles: frozenset[str], institution: str = "", language: str = "sr"
) -> Invited:
    """Make an account that waits for its owner. Raises NotAllowed and Invalid errors."""
    actor.need("people.manage")
    person = new_person(email=email, name=name, roles=roles, institution=institution, language=language)
    token = _new_invitation(person)
    record(actor, "person.invited", "person", person.id, roles=sorted(roles), institution=institution)
    return Invited(person.id, token)


@transaction.atomic
def invite_again(actor: Actor, *, person_id: UUID) -> Invited:
    """For an invitation that expired or a password that was forgotten. An earlier link ends at once.

    Whoever accepts gets a new key pair, so must be admitted again: the administrator who makes this link gains nothing.
    """
    actor.need("people.manage")
    if actor.id == person_id:
        raise OwnRoles()
    person = Person.objects.filter(id=person_id, is_active=True).first()
    if person is None:
        raise NotFound()
    token = _new_invitation(person)
    record(actor, "person.invited_again", "person", person.id)
    return Invited(person.id, token)


def invited(token: str) -> Actor:
    """Whom the link invites. Raises InvitationNotValid."""
    found = Invitation.objects.filter(token_hash=_hash(token), expires_at__gt=clock.now(), person__is_active=True)
    invitation = found.select_related("person").prefetch_related("person__roles_held").first()
    if invitation is None:
        raise InvitationNotValid()
    return actor_of(invitation.person)


@transaction.atomic
def accept(actor: Actor, *, token: str, password: str) -> Actor:
    """The invited person chooses a password and gets a key pair. Raises InvitationNotValid, PasswordTooWeak.

    The first officer of an institution founds its keyring; everybody else waits to be admitted by a member.
    """
    found = Invitation.objects.select_for_update().filter(token_hash=_hash(token), expires_at__gt=clock.now())
    invitation = found.filter(person_id=actor.id, person__is_active=True).select_related("person").first()
    if invitation is None:
        raise InvitationNotValid()
    person = invitation.person
    check_password(password, person)
    person.set_password(password)
    person.save(update_fields=["password"])
    private = keyrings.make_person_key(person.id, password)
    founded = bool(person.institution) and not has_keyring(institution_owner(person.institution))
    if founded:
        owner = institution_owner(person.institution)
        keyrings.admit(owner, keyrings.create_keyring(owner), person.id, by=None)
    invitation.delete()
    record(actor, "person.accepted_invitation", "person", person.id, founded=founded)
    return replace(actor, keys=keyrings.open_memberships(person.id, private))
