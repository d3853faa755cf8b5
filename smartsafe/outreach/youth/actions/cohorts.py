"""Cohorts: their board with four eyes, badges, the activities that members led."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from smartsafe import clock
from smartsafe.audit.actions import record
from smartsafe.errors import NotFound
from smartsafe.people.actors import Actor

from ... import words
from ...activities.models import Activity
from ...activities.rules import CONFIRMED, TOOK_PLACE
from ...activities.times import today
from ...errors import LineMissing, NotAChoice
from .. import sealed
from ..errors import NotNow, OwnWords, SessionTaken
from ..models import Application, Badge, Cohort, Post, Session
from ..programme import programme
from ..rules import MANAGE, MAX_POST, MAX_QUESTION, MEMBER, ROLES
from .ending import end, locked


def _cohort(cohort_id: UUID) -> Cohort:
    """Locked. Raises NotFound."""
    row = Cohort.objects.select_for_update().filter(pk=cohort_id).first()
    if row is None:
        raise NotFound()
    return row


@transaction.atomic
def begin(actor: Actor, *, role: str, name: Mapping[str, str], starts_on: date) -> Cohort:
    """Raises NotAChoice, LineMissing, LineTooLong."""
    actor.need(MANAGE)
    if role not in ROLES:
        raise NotAChoice("role")
    programme()
    _key, for_outreach = sealed.new_key()
    named = words.in_languages(name, "name", limit=MAX_QUESTION)
    row = Cohort.objects.create(role=role, name=named, starts_on=starts_on, key_for_outreach=for_outreach)
    record(actor, "youth.cohort_begun", "youth_cohort", row.id)
    return row


@transaction.atomic
def finish(actor: Actor, *, cohort_id: UUID) -> None:
    """Every membership in it ends. Raises NotFound, NotNow."""
    actor.need(MANAGE)
    row = _cohort(cohort_id)
    if row.ended_on:
        raise NotNow()
    for application_id in row.members.filter(status=MEMBER).order_by("pk").values_list("pk", flat=True):
        end(locked(application_id), "leave", reason="over")
    row.ended_on = today()
    row.save(update_fields=["ended_on"])
    record(actor, "youth.cohort_ended", "youth_cohort", row.id)


@transaction.atomic
def write(actor: Actor, *, cohort_id: UUID, text: str) -> Post:
    """Members see it once a second person has read it. Raises NotFound, NotNow, LineMissing, LineTooLong; Locked, …"""
    actor.need(MANAGE)
    row = _cohort(cohort_id)
    if row.ended_on:
        raise NotNow("text")
    text = words.words(text, "text", limit=MAX_POST)
    if not text:
        raise LineMissing("text")
    post = Post(cohort=row, written_by=actor.id, written_at=clock.now())
    post.sealed_text = sealed.cohort_key(actor, row).seal_text(text, sealed.at("post", post.id))
    post.save(force_insert=True)
    record(actor, "youth.post_written", "youth_cohort", row.id)
    return post


def _post(cohort_id: UUID, post_id: UUID) -> Post:
    """Locked. Raises NotFound."""
    row = Post.objects.select_for_update().filter(pk=post_id, cohort_id=cohort_id).first()
    if row is None:
        raise NotFound()
    return row


@transaction.atomic
def publish(actor: Actor, *, cohort_id: UUID, post_id: UUID) -> None:
    """Raises NotFound, NotNow, OwnWords."""
    actor.need(MANAGE)
    row = _post(cohort_id, post_id)
    if row.published_at:
        raise NotNow()
    if row.written_by == actor.id:
        raise OwnWords()
    row.published_by, row.published_at = actor.id, clock.now()
    row.save(update_fields=["published_by", "published_at"])
    record(actor, "youth.post_published", "youth_cohort", cohort_id)


@transaction.atomic
def drop(actor: Actor, *, cohort_id: UUID, post_id: UUID) -> None:
    """Raises NotFound."""
    actor.need(MANAGE)
    _post(cohort_id, post_id).delete()
    record(actor, "youth.post_dropped", "youth_cohort", cohort_id)


@transaction.atomic
def give_badge(actor: Actor, *, application_id: UUID, step: str) -> None:
    """A second time: nothing happens. Raises NotFound, NotNow, NotAChoice."""
    actor.need(MANAGE)
    row = locked(application_id)
    if row.status != MEMBER:
        raise NotNow()
    if programme().step(step) is None:
        raise NotAChoice("step")
    _badge, new = Badge.objects.get_or_create(
        application=row, step=step, defaults={"given_at": clock.now(), "given_by": actor.id}
    )
    if new:
        record(actor, "youth.badge", "youth_application", row.id, step=step)


@transaction.atomic
def take_badge(actor: Actor, *, application_id: UUID, step: str) -> None:
    actor.need(MANAGE)
    found: Application = locked(application_id)
    if Badge.objects.filter(application=found, step=step).delete()[0]:
        record(actor, "youth.badge_removed", "youth_application", found.id, step=step)


@transaction.atomic
def link_session(actor: Actor, *, cohort_id: UUID, activity_id: UUID) -> None:
    """An activity that members led. Raises NotFound, NotAChoice, SessionTaken."""
    actor.need(MANAGE)
    row = _cohort(cohort_id)
    if not Activity.objects.filter(pk=activity_id, status__in=(CONFIRMED, *TOOK_PLACE)).exists():
        raise NotAChoice("activity")
    try:
        with transaction.atomic():
            Session.objects.create(cohort=row, activity_id=activity_id)
    except IntegrityError:
        raise SessionTaken("activity") from None
    record(actor, "youth.session_linked", "youth_cohort", row.id)


@transaction.atomic
def unlink_session(actor: Actor, *, cohort_id: UUID, activity_id: UUID) -> None:
    actor.need(MANAGE)
    if Session.objects.filter(cohort_id=cohort_id, activity_id=activity_id).delete()[0]:
        record(actor, "youth.session_unlinked", "youth_cohort", cohort_id)
