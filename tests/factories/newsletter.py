"""Subscribers and issues for tests, made by the real actions and the worker."""

from typing import Any
from uuid import uuid4

from smartsafe.outreach.newsletter.actions import subscribing, writing
from smartsafe.outreach.newsletter.models import Issue, Subscriber
from smartsafe.outreach.newsletter.tasks import answer_who_asked
from smartsafe.people.actors import Actor

SUBJECT = {"sr": "Шта је ново у јуну", "en": "What is new in June"}
WORDS = {
    "sr": "Драги читаоци,\n\n# Ново у библиотеци\nКартица за хитне случајеве | /library/\n\n- прво\n- друго",
    "en": "Dear readers,\n\n# New in the library\nEmergency card | /library/\n\n- first\n- second",
}


def asked(email: str = "citalac@primer.example", *, language: str = "sr", audience: str = "") -> None:
    """Somebody typed an address, and the worker looked at it."""
    subscribing.ask(email=email, language=language, audience=audience, submission=uuid4())
    answer_who_asked()


def a_subscriber(email: str = "citalac@primer.example", **told: Any) -> Subscriber:
    """Who confirmed."""
    known = set(Subscriber.objects.values_list("pk", flat=True))
    asked(email, **told)
    row = Subscriber.objects.exclude(pk__in=known).get()
    subscribing.confirm(subscribing.token(row.id, subscribing.CONFIRM))
    row.refresh_from_db()
    return row


def a_draft(editor: Actor, **told: Any) -> Issue:
    return writing.begin(editor, **{"subject": SUBJECT, "text": WORDS, "audience": "", **told})


def a_sent_issue(editor: Actor, **told: Any) -> Issue:
    """On its way to everybody who confirmed; somebody did."""
    if not Subscriber.objects.exclude(confirmed_at=None).exists():
        a_subscriber()
    issue = a_draft(editor, **told)
    writing.send(editor, issue_id=issue.id)
    issue.refresh_from_db()
    return issue
