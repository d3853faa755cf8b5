"""The youth programme for tests, made by the real actions."""

from datetime import timedelta
from typing import Any

from smartsafe import clock
from smartsafe.outreach.activities.times import today
from smartsafe.outreach.youth.actions import admitting, applying, cohorts, consenting, ideas, polling
from smartsafe.outreach.youth.actions.applying import Membership
from smartsafe.outreach.youth.models import Application, Cohort, Consent, Idea, Poll
from smartsafe.people.actors import Actor

NAME, WHY, CONTACT, GUARDIAN = "Маша", "Хоћу да помогнем друговима.", "masa@mladi.example", "roditelj@kuca.example"
POST, IDEA = "Видимо се у суботу у читаоници.", "Плакати о преварама у школском ходнику."
AN_APPLICATION: dict[str, Any] = {
    "role": "peer", "name": NAME, "age": 15, "municipality": "Чачак", "contact": CONTACT, "why": WHY,
    "guardian": GUARDIAN, "language": "sr",
}  # fmt: skip


def an_application(**told: Any) -> tuple[str, Application]:
    """(code, row) as a young person sends it."""
    code = applying.apply(**{**AN_APPLICATION, "form": applying.fresh_form(), **told})
    membership = applying.open_by_code(code)
    assert membership
    return code, Application.objects.get(pk=membership.application_id)


def membership_of(code: str) -> Membership:
    found = applying.open_by_code(code)
    assert found
    return found


def link_of(row: Application) -> str:
    """The token of the latest letter's link."""
    return consenting.link_token(Consent.objects.filter(application=row).latest("asked_at"))


def consented(**told: Any) -> tuple[str, Application]:
    code, row = an_application(**told)
    if row.minor:
        consenting.give(token=link_of(row), who="Родитељ", declared=True)
    row.refresh_from_db()
    return code, row


def a_cohort(educator: Actor, *, role: str = "peer") -> Cohort:
    return cohorts.begin(educator, role=role, name={"sr": "Јесен", "en": "Autumn"}, starts_on=today())


def a_member(educator: Actor, cohort: Cohort | None = None, **told: Any) -> tuple[str, Application]:
    code, row = consented(**told)
    admitting.admit(educator, application_id=row.id, cohort_id=(cohort or a_cohort(educator)).id)
    row.refresh_from_db()
    return code, row


def a_poll(educator: Actor, *, audience: str = "public", days: float = 7) -> Poll:
    return polling.open_poll(
        educator,
        audience=audience,
        question={"sr": "Шта је најважније?", "en": "What matters most?"},
        options={"sr": ["Приватност", "Време"], "en": ["Privacy", "Time"]},
        closes_at=clock.now() + timedelta(days=days),
    )


def an_idea(text: str = IDEA, **told: Any) -> Idea:
    ideas.tell_idea(text=text, **told)
    return Idea.objects.latest("told_at")


def a_published_idea(educator: Actor, text: str = IDEA) -> Idea:
    row = an_idea(text)
    ideas.publish(educator, idea_id=row.id, text=text)
    return row


def a_board(educator: Actor, reader: Actor, cohort: Cohort) -> None:
    """One thing that members see, and one that waits for a second reader."""
    post = cohorts.write(educator, cohort_id=cohort.id, text=POST)
    cohorts.publish(reader, cohort_id=cohort.id, post_id=post.id)
    cohorts.write(educator, cohort_id=cohort.id, text=POST)
