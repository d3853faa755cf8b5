"""Propose answers, decide about them, count that one was taken."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max

from smartsafe import clock
from smartsafe.audit.actions import record
from smartsafe.country.profile import profile
from smartsafe.errors import NotFound, Stale
from smartsafe.people.actors import Actor

from .errors import AnswerTooLong, NotAChoice, NothingWritten, NotNow, OwnProposal
from .filling import check
from .models import Answer, Use, Version
from .queries import languages, month_of
from .rules import (
    APPROVE,
    APPROVED,
    ARCHIVED,
    AUDIENCES,
    IN_FORCE,
    MAX_TEXT,
    MAX_THREATS,
    MAX_TITLE,
    PROPOSE,
    PROPOSED,
    SEE,
    after,
)  # fmt: skip
from .starters import starters


def _checked(*, audience: str, threats: Sequence[str], title: str, text: str) -> dict[str, Any]:
    title, text = " ".join(title.replace("\0", "").split()), text.replace("\0", "").replace("\r\n", "\n").strip()
    for field, value, limit in (("title", title, MAX_TITLE), ("text", text, MAX_TEXT)):
        if not value:
            raise NothingWritten(field)
        if len(value) > limit:
            raise AnswerTooLong(field, limit=limit)
    if audience not in AUDIENCES:
        raise NotAChoice("audience")
    known = {threat.code for threat in profile().threats}
    if len(threats) > MAX_THREATS or not set(threats) <= known:
        raise NotAChoice("threats")
    check(text)
    return {"audience": audience, "threats": list(dict.fromkeys(threats)), "title": title, "text": text}


def _new_version(actor: Actor, answer: Answer, told: dict[str, Any]) -> Version:
    now = clock.now()
    last = Version.objects.filter(answer=answer).aggregate(last=Max("number"))["last"] or 0
    waiting = Version.objects.filter(answer=answer, status=PROPOSED)
    waiting.update(status=after("replace", PROPOSED), decided_by_id=actor.id, decided_at=now)
    return Version.objects.create(
        answer=answer, number=last + 1, status=PROPOSED, proposed_by_id=actor.id, proposed_at=now, **told
    )


@transaction.atomic
def propose(actor: Actor, *, language: str, audience: str, threats: Sequence[str], title: str, text: str) -> Answer:
    """A new answer, in use once somebody else approved it.

    Raises NothingWritten, AnswerTooLong, NotAChoice, UnknownVariable, LooseBracket.
    """
    actor.need(PROPOSE)
    if language not in dict(languages()):
        raise NotAChoice("language")
    told = _checked(audience=audience, threats=threats, title=title, text=text)
    answer = Answer.objects.create(language=language)
    version = _new_version(actor, answer, told)
    record(actor, "answer.proposed", "answer", answer.id, version=version.number)
    return answer


@transaction.atomic
def propose_change(
    actor: Actor, *, answer_id: UUID, seen: int, audience: str, threats: Sequence[str], title: str, text: str
) -> Version:
    """What the answer shall say. What is in use stays until this is approved; an undecided proposal is replaced.

    `seen`: the number of the newest version when the person began to write. Raises NotFound, Stale and as `propose`.
    """
    actor.need(PROPOSE)
    answer = _locked(answer_id)
    told = _checked(audience=audience, threats=threats, title=title, text=text)
    if Version.objects.filter(answer=answer, number__gt=seen).exists():
        raise Stale()
    version = _new_version(actor, answer, told)
    record(actor, "answer.proposed", "answer", answer.id, version=version.number)
    return version


@transaction.atomic
def propose_starters(actor: Actor) -> int:
    """The profile's answers to begin with, each to be approved by somebody else; how many are new.

    Those whose title stands in the library already, in whatever state, are left out. Raises NotNow for none.
    """
    actor.need(PROPOSE)
    there = set(Version.objects.values_list("answer__language", "title"))
    new = 0
    for starter in starters():
        for language, title in starter.title.items():
            if language not in dict(languages()) or (language, title) in there:
                continue
            told = _checked(
                audience=starter.audience, threats=starter.threats, title=title, text=starter.text[language]
            )
            _new_version(actor, Answer.objects.create(language=language), told)
            new += 1
    if not new:
        raise NotNow()
    record(actor, "answer.starters_proposed", "answers", "starters", count=new)
    return new


def _locked(answer_id: UUID) -> Answer:
    answer = Answer.objects.select_for_update().filter(pk=answer_id).first()
    if answer is None:
        raise NotFound()
    return answer


def _decide(actor: Actor, version: Version, verb: str) -> None:
    status = after(verb, version.status)
    if status is None:
        raise NotNow()
    version.status = status
    version.decided_by_id, version.decided_at = actor.id, clock.now()
    version.save(update_fields=["status", "decided_by", "decided_at"])


def _proposed(answer: Answer, number: int) -> Version:
    """The undecided version, if it is the one that the person has read. Raises NotNow, Stale."""
    version = Version.objects.filter(answer=answer, status=PROPOSED).first()
    if version is None:
        raise NotNow()
    if version.number != number:
        raise Stale()
    return version


@transaction.atomic
def approve(actor: Actor, *, answer_id: UUID, number: int) -> Version:
    """Put the proposed version in use in place of what was. Raises NotFound, NotNow, Stale, OwnProposal."""
    actor.need(APPROVE)
    answer = _locked(answer_id)
    version = _proposed(answer, number)
    if version.proposed_by_id == actor.id:
        raise OwnProposal()
    before = Version.objects.filter(answer=answer, status__in=IN_FORCE).first()
    if before is not None:
        # Who approved it stays: the version after says when it ended.
        Version.objects.filter(pk=before.pk).update(status=after("replace", before.status))
    _decide(actor, version, "approve")
    record(actor, "answer.approved", "answer", answer.id, version=version.number)
    return version


@transaction.atomic
def decline(actor: Actor, *, answer_id: UUID, number: int) -> Version:
    """Also one's own: that takes it back. Raises NotFound, NotNow, Stale."""
    actor.need(APPROVE)
    version = _proposed(_locked(answer_id), number)
    _decide(actor, version, "decline")
    record(actor, "answer.declined", "answer", answer_id, version=version.number)
    return version


def _in_force(answer_id: UUID) -> Version:
    version = Version.objects.filter(answer=_locked(answer_id), status__in=IN_FORCE).first()
    if version is None:
        raise NotNow()
    return version


@transaction.atomic
def archive(actor: Actor, *, answer_id: UUID) -> Version:
    """Out of use: no longer suggested, still readable. Raises NotFound, NotNow."""
    actor.need(APPROVE)
    version = _in_force(answer_id)
    if after("archive", version.status) is None:
        raise NotNow()
    # decided_by stays: who approved it is not who archived it, and the chain says the latter.
    version.status = ARCHIVED
    version.save(update_fields=["status"])
    record(actor, "answer.archived", "answer", answer_id)
    return version


@transaction.atomic
def restore(actor: Actor, *, answer_id: UUID) -> Version:
    """In use again. Raises NotFound, NotNow."""
    actor.need(APPROVE)
    version = _in_force(answer_id)
    if after("restore", version.status) is None:
        raise NotNow()
    version.status = APPROVED
    version.save(update_fields=["status"])
    record(actor, "answer.restored", "answer", answer_id)
    return version


@transaction.atomic
def count_use(actor: Actor, *, answer_id: UUID) -> None:
    """One more in this month. No entry: who took it is not kept. Raises NotFound."""
    actor.need(SEE)
    if not Version.objects.filter(answer_id=answer_id, status=APPROVED).exists():
        raise NotFound()
    row, _new = Use.objects.get_or_create(answer_id=answer_id, month=month_of(clock.now()))
    Use.objects.filter(pk=row.pk).update(count=F("count") + 1)
