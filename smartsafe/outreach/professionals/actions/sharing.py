"""Somebody who is inside shares good practice; the centre reads it, then everybody may."""

from uuid import UUID

from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import record
from smartsafe.country.profile import profile
from smartsafe.errors import NotFound
from smartsafe.identifiers import new_id
from smartsafe.notifications.actions import tell
from smartsafe.once import once
from smartsafe.people.queries import people_who_may

from ... import words
from ...errors import LineMissing, NotAChoice
from .. import sealed
from ..errors import TooManyWaiting, WrongLink
from ..models import Practice, Professional
from ..rules import APPROVED, MANAGE, MAX_LINK, MAX_TITLE, MAX_WORDS, MOST_WAITING, WAITING
from .registering import PROFESSIONAL


def _earlier(submission: UUID) -> bool | None:
    return Practice.objects.filter(submission=submission).exists() or None


def _link(link: str) -> str:
    link = link.strip()
    if link and (not link.startswith("https://") or len(link) > MAX_LINK or not link.isprintable() or " " in link):
        raise WrongLink("link")
    return link


@once(_earlier)
@transaction.atomic
def share(*, by: UUID, topic: str, title: str, text: str, link: str, submission: UUID) -> bool:
    """Sealed until it is published. The same form sent twice is one.

    Raises NotAChoice, LineMissing, LineTooLong, WrongLink, TooManyWaiting, NotFound.
    """
    if _earlier(submission):
        return True
    author = Professional.objects.select_for_update().filter(pk=by, status=APPROVED).first()
    if author is None:
        raise NotFound()
    if topic not in profile().threats_by_code:
        raise NotAChoice("topic")
    told = {
        "title": words.line(title, "title", limit=MAX_TITLE, needed=True),
        "words": words.words(text, "text", limit=MAX_WORDS),
        "link": _link(link),
    }
    if not told["words"]:
        raise LineMissing("text")
    if author.practices.filter(status=WAITING).count() >= MOST_WAITING:
        raise TooManyWaiting()
    row = Practice(
        id=new_id(), submission=submission, by=author, topic=topic, status=WAITING, shared_at=clock.now()
    )  # fmt: skip
    for name, value in sealed.for_outreach("practice", row.id, told).items():
        setattr(row, name, value)
    row.save(force_insert=True)
    tell([one for one, _name in people_who_may(MANAGE)], "practice.waiting", "practice", row.id, "")
    record(PROFESSIONAL, "practice.shared", "practice", row.id)
    return True
