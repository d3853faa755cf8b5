"""An editor writes an issue and sends it, once."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from smartsafe import clock
from smartsafe.audit.actions import record
from smartsafe.country.calendar import languages_to_write
from smartsafe.errors import NotFound
from smartsafe.people.actors import Actor

from ... import words
from ...errors import LineMissing, NotAChoice
from .. import composing
from ..errors import AlreadySent, NobodyToSendTo
from ..models import Delivery, Issue, Subscriber
from ..rules import AUDIENCES, DRAFT, EDIT, MAX_SUBJECT, MAX_WORDS, SENDING


def _checked(subject: Mapping[str, str], text: Mapping[str, str], audience: str) -> dict[str, Any]:
    if audience and audience not in AUDIENCES:
        raise NotAChoice("audience")
    subjects = words.in_languages(subject, "subject", limit=MAX_SUBJECT)
    texts = {code: words.words(text.get(code, ""), f"words_{code}", limit=MAX_WORDS) for code in text}
    codes = [code for code, _name in languages_to_write()]
    texts = {code: texts[code] for code in codes if texts.get(code)}
    for place, code in enumerate(codes):
        if place and code not in subjects and code not in texts:
            continue  # the first language is needed; another one has both or neither
        if code not in subjects:
            raise LineMissing(f"subject_{code}")
        if code not in texts:
            raise LineMissing(f"words_{code}")
        composing.check(texts[code], f"words_{code}")
    return {"subject": subjects, "words": texts, "audience": audience, "changed_at": clock.now()}


@transaction.atomic
def begin(actor: Actor, *, subject: Mapping[str, str], text: Mapping[str, str], audience: str = "") -> Issue:
    """A draft. Raises LineMissing, LineTooLong, WrongLine, NotAChoice."""
    actor.need(EDIT)
    issue = Issue.objects.create(written_by=actor.id, **_checked(subject, text, audience))
    record(actor, "newsletter.begun", "newsletter", issue.id)
    return issue


def _draft(issue_id: UUID) -> Issue:
    issue = Issue.objects.select_for_update().filter(pk=issue_id).first()
    if issue is None:
        raise NotFound()
    if issue.status != DRAFT:
        raise AlreadySent()
    return issue


@transaction.atomic
def change(actor: Actor, *, issue_id: UUID, subject: Mapping[str, str], text: Mapping[str, str], audience: str) -> None:
    """Raises NotFound, AlreadySent, and as `begin`."""
    actor.need(EDIT)
    _draft(issue_id)
    Issue.objects.filter(pk=issue_id).update(**_checked(subject, text, audience))
    record(actor, "newsletter.changed", "newsletter", issue_id)


@transaction.atomic
def discard(actor: Actor, *, issue_id: UUID) -> None:
    """Raises NotFound, AlreadySent."""
    actor.need(EDIT)
    _draft(issue_id).delete()
    record(actor, "newsletter.discarded", "newsletter", issue_id)


@transaction.atomic
def send(actor: Actor, *, issue_id: UUID) -> int:
    """One letter into the outbox for everybody who confirmed and wants this kind; the issue is public from now on.

    How many. Raises NotFound, AlreadySent, NobodyToSendTo.
    """
    actor.need(EDIT)
    issue = _draft(issue_id)
    wanted = Q(audience__in=("", issue.audience)) if issue.audience else Q()
    readers = Subscriber.objects.filter(wanted, confirmed_at__isnull=False).values_list("id", flat=True)
    now = clock.now()
    made = [Delivery(issue=issue, subscriber_id=reader, next_attempt_at=now) for reader in readers]
    if not made:
        raise NobodyToSendTo()
    Delivery.objects.bulk_create(made, batch_size=500)
    issue.status, issue.sent_at, issue.letters = SENDING, now, len(made)
    issue.save(update_fields=["status", "sent_at", "letters"])
    record(actor, "newsletter.sent", "newsletter", issue.id, count=len(made))
    return len(made)
