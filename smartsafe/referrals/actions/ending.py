"""A referral ends: withdrawn, concluded, or sent on to who is competent."""

from uuid import UUID

from django.db import transaction

from smartsafe.audit.actions import record
from smartsafe.people.actors import Actor
from smartsafe.referrals import packages
from smartsafe.referrals.actions.preparing import prepare
from smartsafe.referrals.draft import Draft
from smartsafe.referrals.errors import NotAChoice
from smartsafe.referrals.models import Referral
from smartsafe.referrals.writing import follow, key_of, put_back, take, tell_officers, tell_staff, words, write_step


@transaction.atomic
def withdraw(actor: Actor, *, referral_id: UUID, text: str) -> Referral:
    """Take it back, at any time before an outcome. `text`: why, for the centre alone.

    The institution's copy of the key is destroyed and the package removed: from now on nothing of it opens on the
    portal (what was downloaded before cannot be called back; the officers are asked to delete it).
    Raises NotAllowed, NotNow, Missing at `text`.
    """
    actor.need("referrals.prepare")
    referral = take(actor, referral_id, "withdraw")
    write_step(actor, referral, "withdraw", words(text, "text"))
    stored = referral.package_name
    referral.key_for_institution, referral.package_name = b"", ""
    referral.due_at, referral.reminded_at = None, None
    put_back(referral, "key_for_institution", "package_name", "due_at", "reminded_at")
    if referral.delivered_at:
        tell_officers(referral, "referral.withdrawn")
    tell_staff(actor, referral, "referral.withdrawn")
    follow(actor, referral.case)
    transaction.on_commit(lambda: packages.remove(stored))
    record(actor, "referral.withdrawn", "referral", referral.pk)
    return referral


@transaction.atomic
def close(actor: Actor, *, referral_id: UUID) -> Referral:
    """Nothing more is to be done here. Raises NotAllowed, NotNow."""
    actor.need("referrals.prepare")
    referral = take(actor, referral_id, "close")
    _end(actor, referral, "close")
    record(actor, "referral.closed", "referral", referral.pk)
    return referral


@transaction.atomic
def forward_declined(actor: Actor, *, referral_id: UUID, institution: str = "") -> Referral:
    """The same words and choices as a new draft for who was named as competent, or for `institution`.

    The new draft. Raises NotAllowed, NotNow, NotAChoice at `institution` when nobody was named.
    """
    actor.need("referrals.prepare")
    referral = take(actor, referral_id, "forward_declined")
    to = institution or referral.declined_to_id
    if not to or to == referral.institution_id:
        raise NotAChoice("institution")
    draft = Draft.opened(key_of(actor, referral), referral.pk, referral.sealed_draft)
    _end(actor, referral, "forward_declined")
    made = prepare(actor, case_id=referral.case_id, institution=to, draft=draft)
    record(actor, "referral.forwarded", "referral", referral.pk, to=to, new=made.number)
    return made


def _end(actor: Actor, referral: Referral, verb: str) -> None:
    write_step(actor, referral, verb)
    referral.due_at, referral.reminded_at = None, None
    put_back(referral, "due_at", "reminded_at")
    tell_officers(referral, "referral.closed")
    follow(actor, referral.case)
