"""Closed questions: opened by staff, answered once by whoever may. The public face reaches this."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.core import signing
from django.db import IntegrityError, transaction

from smartsafe import clock
from smartsafe.audit.actions import record
from smartsafe.country.calendar import languages_to_write
from smartsafe.errors import NotFound
from smartsafe.people.actors import Actor

from ... import words
from ...errors import NotAChoice
from ..errors import (
    FewOptions,
    FormTooOld,
    MembersOnly,
    NotNow,
    OptionsDiffer,
    PollClosed,
    PollDates,
    PollFull,
    VotedAlready,
)
from ..models import Poll, Voice
from ..programme import programme
from ..rules import (
    AUDIENCES,
    FEWEST_OPTIONS,
    LONGEST_POLL,
    MANAGE,
    MAX_OPTION,
    MAX_QUESTION,
    MEMBERS,
    MOST_OPTIONS,
    MOST_VOTES,
    PUBLIC,
)
from .applying import Membership, member

SALT = "smartsafe.youth.poll"
FORM_LASTS = timedelta(hours=3)


def _options(told: Mapping[str, Sequence[str]]) -> list[dict[str, str]]:
    """Raises FewOptions, OptionsDiffer, LineTooLong, TooManyLines."""
    codes = [code for code, _name in languages_to_write()]
    first = words.lines(told.get(codes[0], ()), f"options_{codes[0]}", limit=MAX_OPTION, most=MOST_OPTIONS)
    if len(first) < FEWEST_OPTIONS:
        raise FewOptions(f"options_{codes[0]}")
    found = [{codes[0]: text} for text in first]
    for code in codes[1:]:
        other = words.lines(told.get(code, ()), f"options_{code}", limit=MAX_OPTION, most=MOST_OPTIONS)
        if other and len(other) != len(first):
            raise OptionsDiffer(f"options_{code}")
        for option, text in zip(found, other, strict=False):
            option[code] = text
    return found


@transaction.atomic
def open_poll(
    actor: Actor, *, audience: str, question: Mapping[str, str], options: Mapping[str, Sequence[str]],
    closes_at: datetime,
) -> Poll:  # fmt: skip
    """Raises NotAChoice, PollDates, FewOptions, OptionsDiffer, LineMissing, LineTooLong."""
    actor.need(MANAGE)
    programme()
    if audience not in AUDIENCES:
        raise NotAChoice("audience")
    now = clock.now()
    if not now < closes_at <= now + LONGEST_POLL:
        raise PollDates("closes_on", days=LONGEST_POLL.days)
    row = Poll.objects.create(
        audience=audience,
        question=words.in_languages(question, "question", limit=MAX_QUESTION),
        options=_options(options),
        opened_at=now,
        closes_at=closes_at,
    )
    record(actor, "youth.poll_opened", "youth_poll", row.id, audience=audience)
    return row


@transaction.atomic
def close_poll(actor: Actor, *, poll_id: UUID) -> None:
    """Raises NotFound, NotNow."""
    actor.need(MANAGE)
    row = Poll.objects.select_for_update().filter(pk=poll_id).first()
    if row is None:
        raise NotFound()
    if row.closes_at <= clock.now():
        raise NotNow()
    row.closes_at = clock.now()
    row.save(update_fields=["closes_at"])
    record(actor, "youth.poll_closed", "youth_poll", row.id)


def fresh_form(poll_id: UUID) -> str:
    """What a page carries that shows a public poll: for this poll, once, for some hours."""
    return signing.dumps([str(poll_id), str(uuid4())], salt=SALT)


def _form(poll_id: UUID, token: str) -> UUID:
    """Raises FormTooOld."""
    try:
        of, number = signing.loads(token[:400], salt=SALT, max_age=FORM_LASTS)
        if of == str(poll_id):
            return UUID(number)
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        pass
    raise FormTooOld()


def vote_publicly(*, poll_id: UUID, option: int, form: str, browser: UUID | None) -> UUID:
    """One voice of one browser, or of one form where it keeps no cookie. Nobody did it: no entry in the chain.

    The browser's number, to be kept there. Raises PollClosed, MembersOnly, FormTooOld, VotedAlready, PollFull, …
    """
    number = _form(poll_id, form)
    keep = browser or number
    _cast(poll_id, PUBLIC, option, [keep.bytes, number.bytes] if browser else [number.bytes])
    return keep


def vote_as_member(*, membership: Membership, poll_id: UUID, option: int) -> None:
    """One voice of one code: its digest is keyed by the code's key, which nobody here has. Raises as above."""
    member(membership)
    _cast(poll_id, MEMBERS, option, [hashlib.sha256(membership.private_key).digest()])


@transaction.atomic
def _cast(poll_id: UUID, audience: str, option: int, known_by: Sequence[bytes]) -> None:
    poll = Poll.objects.select_for_update().filter(pk=poll_id).first()
    if poll is None or not poll.opened_at <= clock.now() < poll.closes_at:
        raise PollClosed()
    if poll.audience != audience:
        raise MembersOnly()
    if not 0 <= option < len(poll.options):
        raise NotAChoice("option")
    digests = [hashlib.blake2b(poll.id.bytes, key=one[:64], digest_size=32).digest() for one in known_by]
    if Voice.objects.filter(poll=poll, voter__in=digests).exists():
        raise VotedAlready()
    if poll.voices.count() >= MOST_VOTES:
        raise PollFull()
    try:
        with transaction.atomic():
            Voice.objects.create(poll=poll, voter=digests[0], option=option)
    except IntegrityError:
        raise VotedAlready() from None
