"""What participants thought: nameless, a few taps, at most so many. The public face reaches this."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import record
from smartsafe.errors import NotFound
from smartsafe.people.actors import Actor

from ... import words
from ...errors import NotAChoice
from .. import sealed
from ..errors import EnoughAnswers, EvaluationClosed
from ..models import Activity, Evaluation
from ..rules import CLOSED, CONFIRMED, HELD, MANAGE, MAX_SENTENCE, OPEN_FOR, RESOLVES, STARS, most_answers
from .codes import ALPHABET, LENGTH


def open_until(row: Activity) -> datetime | None:
    """Until when answers are taken; None when it is not open now."""
    if row.starts_at is None or row.ends_at is None or row.status not in (CONFIRMED, HELD, CLOSED):
        return None
    until = row.ends_at + OPEN_FOR
    return until if row.starts_at <= clock.now() < until else None


def open_activity(code: str) -> Activity:
    """Raises EvaluationClosed, also for a code that nobody has."""
    code = "".join(code.split()).upper()
    possible = len(code) == LENGTH and set(code) <= set(ALPHABET)
    row = Activity.objects.filter(evaluation_code=code).first() if possible else None
    if row is None or open_until(row) is None:
        raise EvaluationClosed()
    return row


@transaction.atomic
def evaluate(*, code: str, useful: int, understood: int, resolves: Sequence[str], sentence: str) -> None:
    """One answer; no entry in the chain, since nobody did it. Raises EvaluationClosed, EnoughAnswers, NotAChoice, …"""
    activity_id = open_activity(code).pk
    row = Activity.objects.select_for_update(of=("self",)).get(pk=activity_id)
    if useful not in STARS or understood not in STARS:
        raise NotAChoice("useful" if useful not in STARS else "understood")
    if not set(resolves) <= RESOLVES.keys():
        raise NotAChoice("resolves")
    sentence = words.words(sentence, "sentence", limit=MAX_SENTENCE)
    came = row.pupils + row.parents + row.teachers
    if row.evaluations.count() >= most_answers(came, row.expected):
        raise EnoughAnswers()
    told = sealed.sealed_sentence(sentence) if sentence else {}
    Evaluation.objects.create(
        activity=row,
        useful=useful,
        understood=understood,
        resolves=[one for one in RESOLVES if one in resolves],
        **told,
    )


@transaction.atomic
def hide_sentence(actor: Actor, *, activity_id: UUID, evaluation_id: int) -> None:
    """Take a sentence away for good; the marks stay. Raises NotFound."""
    actor.need(MANAGE)
    row = Evaluation.objects.select_for_update(of=("self",)).filter(pk=evaluation_id, activity_id=activity_id).first()
    if row is None or not row.sealed_sentence:
        raise NotFound()
    row.hidden, row.sealed_sentence, row.key_for_outreach = True, b"", b""
    row.save(update_fields=["hidden", "sealed_sentence", "key_for_outreach"])
    record(actor, "activity.sentence_hidden", "activity", activity_id)
