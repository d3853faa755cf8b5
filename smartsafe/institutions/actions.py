"""Keeping the directory: rows for the profile's institutions, and how each is reached."""

from uuid import NAMESPACE_URL, uuid5

import pyrage
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import SYSTEM, Who, record
from smartsafe.country.profile import profile
from smartsafe.notifications.actions import tell
from smartsafe.people.actors import Actor
from smartsafe.people.queries import people_who_may

from .errors import NoSuchInstitution, SecretKeyEntered, WrongEmail, WrongRecipient
from .models import Institution

LONGEST_EMAIL = 254  # as the column holds


@transaction.atomic
def sync_directory(actor: Who = SYSTEM) -> int:
    """Rows for every institution of the profile; those that it no longer names become inactive, never lost.

    Harmless when run again. The number of rows that changed; an audit entry only when one did.
    """
    known = profile().directory.keys()
    kept = dict(Institution.objects.values_list("code", "active"))
    new = Institution.objects.bulk_create(
        [Institution(code=code) for code in known if code not in kept], ignore_conflicts=True
    )
    back = Institution.objects.filter(code__in=[code for code in known if kept.get(code) is False]).update(active=True)
    gone = Institution.objects.filter(code__in=[code for code, active in kept.items() if active and code not in known])
    changed = len(new) + back + gone.update(active=False)
    if changed:
        record(actor, "institution.directory_synced", "institution", "", changed=changed)
    return changed


def row_of(code: str) -> Institution:
    """The row that a referral points to, made when it is first needed. Raises NoSuchInstitution."""
    if code not in profile().directory:
        raise NoSuchInstitution("institution", code=code[:60])
    return Institution.objects.get_or_create(code=code)[0]


def clean_recipient(age_recipient: str) -> str:
    """An age X25519 recipient, or nothing. Raises SecretKeyEntered, WrongRecipient."""
    text = "".join(age_recipient.split())
    if not text:
        return ""
    if "AGE-SECRET-KEY" in text.upper():
        raise SecretKeyEntered("age_recipient")
    try:
        pyrage.x25519.Recipient.from_str(text)
    except Exception:  # pyrage raises classes of its own that are no common base
        raise WrongRecipient("age_recipient") from None
    return text


def _clean_email(email: str) -> str:
    email = email.strip()
    if email:
        try:
            validate_email(email)
            if len(email) > LONGEST_EMAIL:
                raise ValidationError("too long")
        except ValidationError:
            raise WrongEmail("email", email=email[:80]) from None
    return email


@transaction.atomic
def set_address(actor: Actor, *, code: str, email: str, age_recipient: str) -> None:
    """How an institution is reached: its e-mail address for notices without content, its age key for packages.

    Raises NotAllowed, NoSuchInstitution, WrongEmail, WrongRecipient, SecretKeyEntered.
    """
    actor.need("institutions.manage")
    _set(actor, code, email, age_recipient)


def _set(actor: Who, code: str, email: str, age_recipient: str) -> None:
    row = row_of(code)
    was = row.age_recipient
    row.email, row.age_recipient = _clean_email(email), clean_recipient(age_recipient)
    changed = was != row.age_recipient
    if changed:
        row.key_set_at, row.key_set_by_id = clock.now(), actor.id
        _tell_of_key(actor, code)
    row.save(update_fields=["email", "age_recipient", "key_set_at", "key_set_by"])
    record(actor, "institution.address_set", "institution", code, key_changed=changed)


def _tell_of_key(actor: Who, code: str) -> None:
    """Whoever decides to which key packages go must not be alone with it: everybody who approves referrals learns."""
    approvers = {person_id for person_id, _ in people_who_may("referrals.approve")} - {actor.id}
    tell(approvers, "institution.key_set", "institution", uuid5(NAMESPACE_URL, f"institution:{code}"), code[:30])


@transaction.atomic
def set_address_on_the_machine(actor: Who, *, code: str, email: str, age_recipient: str) -> None:
    """The same by whoever administers the machine (SYSTEM), by command. Raises as `set_address`, never NotAllowed."""
    _set(actor, code, email, age_recipient)
