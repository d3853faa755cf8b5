"""Something awaits a person; the e-mail says no more than that."""

import uuid
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import translation

from smartsafe import clock
from smartsafe.live.queries import versions
from smartsafe.notifications import actions, kinds, queries
from smartsafe.notifications.models import Notice
from smartsafe.notifications.tasks import email_what_waits
from smartsafe.people.actors import Actor
from smartsafe.people.models import Person, RoleHeld

pytestmark = pytest.mark.django_db
CONTACT = uuid.uuid4()


def somebody(role: str = "operator", **changes: object) -> Actor:
    facts = {"email": f"{uuid.uuid4()}@demo.example", "name": "Ана", "joined_at": clock.now(), **changes}
    person = Person.objects.create(**facts)
    RoleHeld.objects.create(person=person, role=role)
    return Actor(id=person.id, name=person.name, roles=frozenset([role]))


def test_a_notice_waits_until_it_is_seen() -> None:
    ana, vera = somebody(), somebody()
    actions.tell([ana.id], "contact.assigned", "contact", CONTACT, "NKC-O-2026-000001")
    (notice,) = queries.waiting(ana)
    assert (notice.object_number, notice.object_id, notice.seen) == ("NKC-O-2026-000001", CONTACT, False)
    assert queries.count_waiting(ana) == 1
    assert queries.count_waiting(vera) == 0
    assert versions([f"person:{ana.id}"]) == {f"person:{ana.id}": 1}
    assert actions.mark_seen(vera, notice_id=notice.id) == 0, "nobody sees it for another"
    assert actions.mark_seen(ana, object_id=CONTACT) == 1
    assert queries.waiting(ana) == []
    assert queries.waiting(ana, seen_too=True)[0].seen


def test_the_same_is_not_told_twice_while_it_waits() -> None:
    ana = somebody()
    for _ in range(3):
        actions.tell([ana.id, ana.id], "contact.assigned", "contact", CONTACT)
    assert queries.count_waiting(ana) == 1
    actions.mark_seen(ana)
    actions.tell([ana.id], "contact.assigned", "contact", CONTACT)
    assert queries.count_waiting(ana) == 1


def test_an_unknown_kind_is_a_mistake_in_the_code() -> None:
    with pytest.raises(KeyError):
        actions.tell([somebody().id], "contact.party", "contact", CONTACT)


@pytest.mark.parametrize("role", ["operator", "officer"])
def test_the_email_says_only_that_something_awaits(role: str) -> None:
    ana = somebody(role, language="en")
    actions.tell([ana.id], "contact.assigned", "contact", CONTACT, "NKC-O-2026-000001")
    email_what_waits.enqueue()
    (message,) = mail.outbox
    assert message.subject == f"Something awaits you at the {'institution' if role == 'officer' else 'desk'}" + (
        "'s portal" if role == "officer" else ""
    )
    whole = message.subject + message.body
    for secret in ("000001", str(CONTACT), "Ана", "contact", "http"):
        assert secret not in whole


def test_many_notices_make_one_email_and_urgent_ones_do_not_wait(
    django_capture_on_commit_callbacks,  # type: ignore[no-untyped-def]
) -> None:
    ana = somebody()
    for _ in range(5):
        actions.tell([ana.id], "contact.assigned", "contact", uuid.uuid4())
        email_what_waits.enqueue()
    assert len(mail.outbox) == 1
    with django_capture_on_commit_callbacks(execute=True):
        actions.tell([ana.id], "contact.danger", "contact", uuid.uuid4())
    assert len(mail.outbox) == 2
    actions.tell([ana.id], "contact.assigned", "contact", uuid.uuid4())
    with clock.at(clock.now() + timedelta(minutes=31)):
        email_what_waits.enqueue()
    assert len(mail.outbox) == 3


def test_nobody_is_written_to_about_what_was_seen_or_is_old_or_who_left() -> None:
    ana, gone = somebody(), somebody(is_active=False)
    actions.tell([ana.id, gone.id], "contact.assigned", "contact", CONTACT)
    actions.mark_seen(ana)
    with clock.at(clock.now() - timedelta(days=3)):
        actions.tell([ana.id], "task.due", "case", CONTACT)
    email_what_waits.enqueue()
    assert mail.outbox == []
    assert Notice.objects.filter(emailed_at=None).count() == 3


@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
def test_every_kind_has_its_sentence(language: str) -> None:
    with translation.override(language):
        assert all(str(sentence) for sentence in kinds.SENTENCES.values())
