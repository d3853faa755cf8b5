"""Professionals and what they share, made by the real actions and the worker."""

from typing import Any
from uuid import uuid4

from smartsafe.outreach.professionals.actions import deciding, registering, sharing
from smartsafe.outreach.professionals.models import Practice, Professional
from smartsafe.outreach.professionals.tasks import answer_professionals
from smartsafe.people.actors import Actor

EMAIL, NAME, INSTITUTION = "mira@skola.example", "Мира Примерић", "ОШ „Пример“"
TITLE, WORDS = "Дневник екрана", "Ученици су недељу дана водили дневник и сами предложили правила."


def registered(email: str = EMAIL, **told: Any) -> Professional:
    """Somebody filled in the form, and the worker looked at it."""
    known = set(Professional.objects.values_list("pk", flat=True))
    told = {"name": NAME, "institution": INSTITUTION, "role": "teacher", "language": "sr", **told}
    registering.register(email=email, submission=uuid4(), **told)
    answer_professionals()
    return Professional.objects.exclude(pk__in=known).get()


def who_waits(email: str = EMAIL, **told: Any) -> Professional:
    row = registered(email, **told)
    registering.confirm(registering.token(row.id))
    row.refresh_from_db()
    return row


def a_member(educator: Actor, email: str = EMAIL, **told: Any) -> Professional:
    row = who_waits(email, **told)
    deciding.approve(educator, professional_id=row.id)
    row.refresh_from_db()
    return row


def a_practice(member: Professional, **told: Any) -> Practice:
    submission = uuid4()
    told = {"topic": "excessive_use", "title": TITLE, "text": WORDS, "link": "", **told}
    sharing.share(by=member.id, submission=submission, **told)
    return Practice.objects.get(submission=submission)


def a_public_practice(educator: Actor, member: Professional, **told: Any) -> Practice:
    row = a_practice(member, **told)
    deciding.publish(educator, practice_id=row.id)
    row.refresh_from_db()
    return row
