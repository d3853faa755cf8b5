"""The worker writes to schools, and forgets whom they had named, what we noted and what participants wrote."""

import json
import logging
from datetime import timedelta
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django_tasks import task

from smartsafe import clock
from smartsafe.audit.actions import SYSTEM, record
from smartsafe.country.profile import profile
from smartsafe.notifications.actions import tell
from smartsafe.vault.sealing import CannotOpen
from smartsafe.vault.worker_keys import open_as_worker

from .actions.booking import who_minds
from .letters import still_true, written
from .models import Activity, Evaluation, Letter
from .rules import NOT_TAKEN, OUTDATED, UNOPENED

logger = logging.getLogger(__name__)
NEVER_ANSWERED = timedelta(days=365)
LEASE = timedelta(minutes=5)
BACK_OFF = (timedelta(minutes=2), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))


@transaction.atomic
def _claim() -> Letter | None:
    due = Letter.objects.filter(sent_at=None, next_attempt_at__lte=clock.now())
    row = due.select_for_update(skip_locked=True, of=("self",)).order_by("next_attempt_at", "id").first()
    if row is None:
        return None
    row.attempts, row.next_attempt_at = row.attempts + 1, clock.now() + LEASE
    row.save(update_fields=["attempts", "next_attempt_at"])
    return Letter.objects.select_related("activity", "offer").get(pk=row.pk)


@transaction.atomic
def _given_up(letter: Letter, why: str) -> None:
    """Whoever goes to that school is told: they have the phone number."""
    _finish(letter, unsent=why)
    row = letter.activity
    tell(who_minds(row), "activity.letter_failed", "activity", row.id, row.number)
    record(SYSTEM, "activity.letter_failed", "activity", letter.activity_id)


def _finish(letter: Letter, **told: Any) -> None:
    Letter.objects.filter(pk=letter.pk).update(next_attempt_at=None, sealed_address=b"", **told)


def _send(letter: Letter) -> None:
    told = json.loads(open_as_worker(letter.sealed_address))
    made = written(letter, told["name"], told["email"])
    mail = EmailMessage(made.subject, made.body, None, [told["email"]])
    if made.calendar:
        mail.attach("activity.ics", made.calendar.decode(), f"text/calendar; method={made.method}")
    mail.send()


def write_to_schools() -> int:
    """Send what waits and is still true; how many. What cannot be sent is tried again, then given up, and said so."""
    sent = 0
    while letter := _claim():
        if not still_true(letter):
            _finish(letter, unsent=OUTDATED)
            continue
        try:
            _send(letter)
        except CannotOpen:
            _given_up(letter, UNOPENED)
        except Exception as error:  # a mail server may fail in any way; its words could hold an address
            logger.warning("a letter to a school was not taken: %s", type(error).__name__)
            if letter.attempts > len(BACK_OFF):
                _given_up(letter, NOT_TAKEN)
            else:
                Letter.objects.filter(pk=letter.pk).update(next_attempt_at=clock.now() + BACK_OFF[letter.attempts - 1])
        else:
            _finish(letter, sent_at=clock.now())
            sent += 1
    return sent


@task()
@transaction.atomic
def forget_contacts() -> int:
    """Whom a school named is forgotten some time after the activity ended or its day passed; how many."""
    old = clock.now() - timedelta(days=profile().retention.school_contacts)
    never = Q(starts_at=None, asked_at__lte=clock.now() - NEVER_ANSWERED)
    gone = Activity.objects.filter(Q(ended_at__lte=old) | Q(ends_at__lte=old) | never).exclude(
        sealed_contact=b"", sealed_address=b"", sealed_words=b""
    )
    count = gone.update(sealed_contact=b"", sealed_words=b"", sealed_address=b"")
    if count:
        record(SYSTEM, "activity.contacts_forgotten", "activities", "contacts", count=count)
    return count


@task()
@transaction.atomic
def forget_words() -> int:
    """Our notes on what is long over, and the sentences of participants; the marks stay. How many words went.

    The key goes with what it opened last.
    """
    old = clock.now() - timedelta(days=profile().retention.outreach_words)
    over = Activity.objects.filter(Q(ended_at__lte=old) | Q(ends_at__lte=old))
    notes = over.exclude(sealed_follow_up=b"").update(sealed_follow_up=b"")
    over.filter(sealed_contact=b"", sealed_words=b"").exclude(key_for_outreach=b"").update(key_for_outreach=b"")
    written = Evaluation.objects.filter(activity__in=over).exclude(sealed_sentence=b"")
    sentences = written.update(sealed_sentence=b"", key_for_outreach=b"")
    if notes or sentences:
        record(SYSTEM, "activity.words_forgotten", "activities", "words", notes=notes, sentences=sentences)
    return notes + sentences


EVERY = [(forget_contacts, 24 * 60), (forget_words, 24 * 60)]
PROMPT = [(write_to_schools, 5.0)]
