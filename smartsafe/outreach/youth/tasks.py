"""The worker writes to guardians, and erases what has been kept long enough."""

import json
import logging
from datetime import timedelta
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django_tasks import task

from smartsafe import clock
from smartsafe.audit.actions import SYSTEM, record
from smartsafe.country.profile import profile
from smartsafe.vault.sealing import CannotOpen
from smartsafe.vault.worker_keys import open_as_worker

from ..activities.tasks import BACK_OFF, LEASE
from ..activities.times import today
from .actions.ending import end, locked
from .letters import written
from .models import Application, Consent, Idea, Letter
from .rules import DROPPED, ENDED, MEMBER, PENDING, WAITING, after

logger = logging.getLogger(__name__)


@transaction.atomic
def _claim() -> Letter | None:
    due = Letter.objects.filter(sent_at=None, next_attempt_at__lte=clock.now())
    row = due.select_for_update(skip_locked=True, of=("self",)).order_by("next_attempt_at", "id").first()
    if row is None:
        return None
    row.attempts, row.next_attempt_at = row.attempts + 1, clock.now() + LEASE
    row.save(update_fields=["attempts", "next_attempt_at"])
    return Letter.objects.select_related("application", "consent").get(pk=row.pk)


@transaction.atomic
def _given_up(letter: Letter) -> None:
    Letter.objects.filter(pk=letter.pk).update(next_attempt_at=None, sealed_address=b"")
    record(SYSTEM, "youth.letter_failed", "youth_application", letter.application_id)


def _send(letter: Letter) -> None:
    told = json.loads(open_as_worker(letter.sealed_address))
    made = written(letter, told["name"])
    EmailMessage(made.subject, made.body, None, [told["email"]]).send()


def write_to_guardians() -> int:
    """Send what waits; how many. What cannot be sent is tried again, then given up and written down."""
    sent = 0
    while letter := _claim():
        try:
            _send(letter)
        except CannotOpen:
            _given_up(letter)
        except Exception as error:  # a mail server may fail in any way; its words could hold an address
            logger.warning("a letter to a guardian was not taken: %s", type(error).__name__)
            if letter.attempts > len(BACK_OFF):
                _given_up(letter)
            else:
                Letter.objects.filter(pk=letter.pk).update(next_attempt_at=clock.now() + BACK_OFF[letter.attempts - 1])
        else:
            Letter.objects.filter(pk=letter.pk).update(sent_at=clock.now(), next_attempt_at=None, sealed_address=b"")
            sent += 1
    return sent


def _lapsed() -> QuerySet[Application]:
    """Those whose guardian's last link has run out."""
    valid = Consent.objects.filter(application=OuterRef("pk"), answer="", expires_at__gt=clock.now())
    return Application.objects.filter(~Exists(valid), status=WAITING)


def _end_all(rows: QuerySet[Application], verb: str) -> int:
    """Each looked at again once it is locked: whoever answers at this moment comes first."""
    ended = 0
    for application_id in rows.order_by("pk").values_list("pk", flat=True):
        row = locked(application_id)
        if after(verb, row.status):
            end(row, verb)
            ended += 1
    return ended


def _removed(rows: QuerySet[Any]) -> int:
    count = rows.count()
    rows.delete()
    return count


@task()
@transaction.atomic
def forget_youth() -> tuple[int, int]:
    """(ended, removed): nobody consented in time, or a membership is over; ended long ago, ideas nobody published."""
    told = profile().youth
    if told is None:
        return 0, 0
    ended = _end_all(_lapsed(), "lapse")
    ended += _end_all(Application.objects.filter(status=MEMBER, until__lt=today()), "outgrow")
    old, unread = clock.now() - timedelta(days=told.kept), clock.now() - timedelta(days=told.ideas_wait)
    removed = _removed(Application.objects.filter(status__in=ENDED, ended_at__lte=old))
    removed += _removed(Idea.objects.filter(status=DROPPED, decided_at__lte=old))
    removed += _removed(Idea.objects.filter(status=PENDING, told_at__lte=unread))
    if ended or removed:
        record(SYSTEM, "youth.forgotten", "youth", profile().code, ended=ended, removed=removed)
    return ended, removed


EVERY = [(forget_youth, 24 * 60)]
PROMPT = [(write_to_guardians, 5.0)]
