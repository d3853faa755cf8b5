"""The worker answers who asked, sends issues, forgets whom it may not keep."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django_tasks import task

from smartsafe import clock
from smartsafe.audit.actions import SYSTEM, record
from smartsafe.vault.sealing import CannotOpen

from .. import posting
from .letters import about_subscribing, issue_letter
from .models import Asking, Delivery, Issue, Subscriber
from .rules import (
    MOST_BOUNCES,
    MOST_LETTERS,
    PAUSE,
    PAUSE_WHEN_CONFIRMED,
    SENDING,
    SENT,
    UNCONFIRMED_KEPT,
)

LIST = "newsletter"


@transaction.atomic
def _next_asking() -> Asking | None:
    due = Asking.objects.filter(next_attempt_at__lte=clock.now())
    row = due.select_for_update(skip_locked=True).order_by("next_attempt_at", "id").first()
    if row is not None:
        row.attempts, row.next_attempt_at = row.attempts + 1, clock.now() + posting.LEASE
        row.save(update_fields=["attempts", "next_attempt_at"])
    return row


@transaction.atomic
def _whose(asking: Asking, email: str) -> Subscriber | None:
    """Who asked, known again or new; None where nothing is written to them now."""
    now, key = clock.now(), posting.key_of(email, LIST)
    wanted = {"language": asking.language, "audience": asking.audience}
    made = {"sealed_address": asking.sealed_address, "asked_at": now, **wanted}
    row, _new = Subscriber.objects.select_for_update().get_or_create(address_key=key, defaults=made)
    pause = PAUSE_WHEN_CONFIRMED if row.confirmed_at else PAUSE
    if (row.written_at and row.written_at + pause > now) or row.letters >= MOST_LETTERS:
        return None  # nobody fills a stranger's mailbox with our letters
    if row.confirmed_at is None:
        Subscriber.objects.filter(pk=row.pk).update(asked_at=now, **wanted)
        row.language = asking.language
    return row


@transaction.atomic
def _written(asking: Asking, subscriber: Subscriber, now: datetime) -> None:
    asking.delete()
    more = 0 if subscriber.confirmed_at else 1
    Subscriber.objects.filter(pk=subscriber.pk).update(written_at=now, letters=F("letters") + more)


def answer_who_asked() -> int:
    """Write to whoever typed an address, at most a few times; how many."""
    sent = 0
    while asking := _next_asking():
        try:
            email = posting.opened(asking.sealed_address)
        except CannotOpen:
            asking.delete()
            continue
        subscriber = _whose(asking, email)
        outcome = posting.post(about_subscribing(subscriber, email)) if subscriber else posting.REFUSED
        if subscriber and outcome in (posting.SENT, posting.UNCLEAR):
            _written(asking, subscriber, clock.now())
            sent += 1
        elif outcome == posting.LATER and asking.attempts <= len(posting.BACK_OFF):
            pause = posting.BACK_OFF[asking.attempts - 1]
            Asking.objects.filter(pk=asking.pk).update(next_attempt_at=clock.now() + pause)
        else:
            asking.delete()
    return sent


@transaction.atomic
def _next_delivery() -> Delivery | None:
    """Whoever died while the mail server had a letter gave it perhaps away: it is not sent again, and counted."""
    now = clock.now()
    lost = Delivery.objects.filter(handed_at__lte=now - posting.LEASE, next_attempt_at__isnull=False)
    for gone in lost.select_for_update(skip_locked=True, of=("self",))[:100]:
        _settle(gone, "failed")
    due = Delivery.objects.filter(handed_at=None, next_attempt_at__lte=now)
    row = due.select_for_update(skip_locked=True, of=("self",)).order_by("next_attempt_at", "id").first()
    if row is None:
        return None
    row.attempts, row.handed_at = row.attempts + 1, now
    row.save(update_fields=["attempts", "handed_at"])
    return Delivery.objects.select_related("issue", "subscriber").get(pk=row.pk)


def _settle(row: Delivery, counted: str) -> None:
    Delivery.objects.filter(pk=row.pk).update(next_attempt_at=None)
    Issue.objects.filter(pk=row.issue_id).update(**{counted: F(counted) + 1})


@transaction.atomic
def _came_of(row: Delivery, outcome: str) -> None:
    mine = Subscriber.objects.filter(pk=row.subscriber_id)
    if outcome == posting.SENT:
        _settle(row, "taken")
        mine.update(bounces=0)
    elif outcome == posting.REFUSED:
        _settle(row, "refused")
        mine.update(bounces=F("bounces") + 1)
    elif outcome == posting.LATER and row.attempts <= len(posting.BACK_OFF):
        later = clock.now() + posting.BACK_OFF[row.attempts - 1]
        Delivery.objects.filter(pk=row.pk).update(handed_at=None, next_attempt_at=later)
    else:
        _settle(row, "failed")


@transaction.atomic
def _finish_issues() -> None:
    """What has nothing left to send is done; who refuses letters for good is forgotten."""
    for issue in Issue.objects.select_for_update().filter(status=SENDING):
        if not issue.deliveries.filter(next_attempt_at__isnull=False).exists():
            issue.deliveries.all().delete()
            Issue.objects.filter(pk=issue.pk).update(status=SENT)
    gone, _kinds = Subscriber.objects.filter(bounces__gte=MOST_BOUNCES).delete()
    if gone:
        record(SYSTEM, "newsletter.forgotten", "newsletter", "bounces", count=gone)


def send_issues() -> int:
    """Every letter that is due; how many were taken."""
    sent = tried = 0
    while delivery := _next_delivery():
        tried += 1
        try:
            email = posting.opened(delivery.subscriber.sealed_address)
        except CannotOpen:
            _came_of(delivery, posting.UNCLEAR)
            continue
        outcome = posting.post(issue_letter(delivery, email))
        _came_of(delivery, outcome)
        sent += outcome == posting.SENT
    if tried or Issue.objects.filter(status=SENDING).exists():
        _finish_issues()
    return sent


@task()
@transaction.atomic
def forget_unconfirmed() -> int:
    """Whoever did not press the button in time is forgotten; how many."""
    late = Subscriber.objects.filter(confirmed_at=None, asked_at__lte=clock.now() - UNCONFIRMED_KEPT)
    gone, _kinds = late.delete()
    if gone:
        record(SYSTEM, "newsletter.forgotten", "newsletter", "unconfirmed", count=gone)
    return gone


EVERY = [(forget_unconfirmed, 6 * 60)]
PROMPT = [(answer_who_asked, 5.0), (send_issues, 5.0)]
