"""Ideas: put forward by anybody, read by the centre, published or not. The public face reaches `tell_idea`."""

import re
from uuid import UUID

from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import Nameless, record
from smartsafe.errors import NotFound
from smartsafe.notifications.actions import settle, tell
from smartsafe.people.actors import Actor
from smartsafe.people.queries import people_who_may

from ... import words
from ...errors import LineMissing, NotAChoice
from .. import sealed
from ..errors import Identifying, ManyIdeas, NotNow
from ..models import Idea
from ..programme import programme
from ..rules import APPLICANT, DROPPED, IDEA_REASONS, MANAGE, MAX_IDEA, MOST_IDEAS_WAITING, PENDING, SHOWN
from .applying import Membership, member

BY = Nameless(APPLICANT)
# What a stranger could find somebody by: a way to write, a profile, an address on the net, a number to call
FINDS_SOMEBODY = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<!\w)@[\w.]{3,}|(?:https?://|www\.)\S+|(?:\+|\b0)\d?(?:[\s/().-]?\d){6,}", re.I
)


def checked(text: str, field: str = "text") -> str:
    """Raises LineMissing, LineTooLong, Identifying."""
    clean = words.words(text, field, limit=MAX_IDEA)
    if not clean:
        raise LineMissing(field)
    if found := FINDS_SOMEBODY.search(clean):
        raise Identifying(field, found=found[0][:40])
    return clean


@transaction.atomic
def tell_idea(*, text: str, membership: Membership | None = None) -> None:
    """Nobody but the centre sees it yet. Raises LineMissing, LineTooLong, Identifying, ManyIdeas; NoKeyring."""
    programme()
    text = checked(text)
    if Idea.objects.filter(status=PENDING).count() >= MOST_IDEAS_WAITING:
        raise ManyIdeas()
    key, for_outreach = sealed.new_key()
    row = Idea(status=PENDING, told_at=clock.now(), key_for_outreach=for_outreach)
    row.member = member(membership) if membership else None
    row.sealed_text = key.seal_text(text, sealed.at("idea", row.id))
    row.save(force_insert=True)
    tell([one for one, _name in people_who_may(MANAGE)], "youth.idea", "youth_idea", row.id)
    record(BY, "youth.idea_told", "youth_idea", row.id)


def _locked(idea_id: UUID, status: str) -> Idea:
    """Raises NotFound, NotNow."""
    row = Idea.objects.select_for_update(of=("self",)).filter(pk=idea_id).first()
    if row is None:
        raise NotFound()
    if row.status != status:
        raise NotNow()
    return row


@transaction.atomic
def look(actor: Actor, *, idea_id: UUID) -> str:
    """Written down each time. Raises NotFound, NotNow; Locked, NotAMember."""
    actor.need(MANAGE)
    row = _locked(idea_id, PENDING)
    text = sealed.idea(actor, row)
    record(actor, "youth.idea_looked", "youth_idea", row.id)
    return text


def _decided(actor: Actor, row: Idea, status: str) -> None:
    row.status, row.decided_by, row.decided_at = status, actor.id, clock.now()
    row.sealed_text = row.key_for_outreach = b""
    row.save()
    settle("youth.idea", row.id)


@transaction.atomic
def publish(actor: Actor, *, idea_id: UUID, text: str) -> None:
    """As the moderator leaves it: without what names somebody. Raises NotFound, NotNow, LineMissing, Identifying, …"""
    actor.need(MANAGE)
    row = _locked(idea_id, PENDING)
    row.text = checked(text)
    _decided(actor, row, SHOWN)
    record(actor, "youth.idea_published", "youth_idea", row.id)


@transaction.atomic
def drop(actor: Actor, *, idea_id: UUID, reason: str) -> None:
    """A member reads the reason's sentence on their page. Raises NotFound, NotNow, NotAChoice."""
    actor.need(MANAGE)
    row = _locked(idea_id, PENDING)
    if reason not in IDEA_REASONS:
        raise NotAChoice("reason")
    row.reason = reason
    _decided(actor, row, DROPPED)
    record(actor, "youth.idea_dropped", "youth_idea", row.id, reason=reason)


@transaction.atomic
def remove(actor: Actor, *, idea_id: UUID) -> None:
    """Take a published one away for good. Raises NotFound, NotNow."""
    actor.need(MANAGE)
    row = _locked(idea_id, SHOWN)
    row.text = ""
    _decided(actor, row, DROPPED)
    record(actor, "youth.idea_removed", "youth_idea", row.id)
