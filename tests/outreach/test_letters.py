"""What schools are written: moved, cancelled, taken back, not delivered, sent again."""

from collections.abc import Callable
from datetime import datetime, timedelta
from email import message_from_bytes

import pytest
from django.core import mail
from django.test import Client
from icalendar import Calendar

from smartsafe import clock
from smartsafe.errors import Invalid, NotAllowed, NotFound
from smartsafe.outreach.activities import attention, public_queries, queries
from smartsafe.outreach.activities.actions import booking, letters, planning
from smartsafe.outreach.activities.errors import NotAdmitted, NotNow
from smartsafe.outreach.activities.models import Activity, Letter
from smartsafe.outreach.activities.tasks import write_to_schools
from smartsafe.people.actors import Actor
from smartsafe.people.models import Person
from tests.factories.outreach import a_plan, a_request, an_offer, in_days
from tests.factories.people import a_person
from tests.signing_in import signed_in_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def educator(vault: str) -> Actor:
    return a_person("educator", name="Едукаторка")


def accepted(educator: Actor) -> tuple[Activity, str]:
    """Settled by the school; its two letters are out."""
    row = a_request()
    token = an_offer(educator, row)
    booking.answer_offer(token=token, accept=True)
    write_to_schools()
    row.refresh_from_db()
    return row, token


def moved(educator: Actor, row: Activity, starts: datetime, **told: object) -> bool:
    facts = {
        "kind": "talk", "audience": "pupils", "place": row.place, "municipality": row.municipality, "topics": [],
        "classes": "", "expected": 60, "guests": [], "materials": [], "public": False, "campaign_id": None, **told,
    }  # fmt: skip
    return planning.change(
        educator, activity_id=row.id, presenters=[educator.id], starts_at=starts, ends_at=starts + timedelta(hours=1),
        **facts,
    )  # fmt: skip


def event(letter: mail.EmailMessage) -> tuple[str, str, int, datetime, str]:
    """(method, uid, sequence, when it begins, its state) as a mail program reads it."""
    whole = message_from_bytes(letter.message().as_bytes())
    part = next(one for one in whole.walk() if one.get_content_type() == "text/calendar")
    raw = part.get_payload(decode=True)
    assert isinstance(raw, bytes)
    calendar = Calendar.from_ical(raw.decode())
    one = calendar.walk("VEVENT")[0]
    assert part.get_param("method") == calendar["method"]
    assert one["attendee"] == f"MAILTO:{letter.to[0]}"
    assert one["organizer"]
    return str(calendar["method"]), str(one["uid"]), int(one["sequence"]), one["dtstart"].dt, str(one["status"])


def test_a_moved_visit_is_told_and_takes_the_old_ones_place_in_the_calendar(educator: Actor) -> None:
    row, token = accepted(educator)
    first = event(mail.outbox[-1])
    assert (first[0], first[2], first[3]) == ("REQUEST", 0, in_days(20))
    assert moved(educator, row, in_days(23, 12))
    assert write_to_schools() == 1
    assert "23" not in mail.outbox[-1].subject
    assert "12:00" in mail.outbox[-1].body
    assert event(mail.outbox[-1]) == ("REQUEST", first[1], 1, in_days(23, 12), "CONFIRMED")
    shown = public_queries.offered(token)
    assert (shown.starts_at, shown.accepted) == (in_days(23, 12), True)
    assert b"SEQUENCE:1" in public_queries.accepted_calendar(token)
    page = Client().get(f"/en/activities/offer/{token}/").content.decode()
    assert "12:00" in page
    assert "10:00" not in page


def test_another_room_is_told_and_other_facts_are_not(educator: Actor) -> None:
    row, _token = accepted(educator)
    assert not moved(educator, row, in_days(20), classes="8/1")
    assert moved(educator, row, in_days(20), place="Велика сала")
    assert write_to_schools() == 1
    assert "Велика сала" in mail.outbox[-1].body


def test_a_visit_of_our_own_is_moved_and_nobody_is_written_to(educator: Actor) -> None:
    assert not moved(educator, a_plan(educator), in_days(30))
    assert not Letter.objects.exists()


def test_a_cancelled_visit_leaves_the_calendar(educator: Actor) -> None:
    row, token = accepted(educator)
    uid = event(mail.outbox[-1])[1]
    moved(educator, row, in_days(21))
    planning.cancel(educator, activity_id=row.id, reason="Болест")
    assert write_to_schools() == 1, "the move is not told any more"
    assert event(mail.outbox[-1]) == ("CANCEL", uid, 2, in_days(21), "CANCELLED")
    assert "Болест" in mail.outbox[-1].body
    page = Client().get(f"/en/activities/offer/{token}/").content.decode()
    assert "was cancelled" in page
    assert "Bolest" in page


def test_an_offer_that_is_cancelled_never_stood_in_a_calendar(educator: Actor) -> None:
    row = a_request()
    an_offer(educator, row)
    planning.cancel(educator, activity_id=row.id, reason="Болест")
    write_to_schools()
    assert [len(one.attachments) for one in mail.outbox] == [0]


def takes_back(educator: Actor, row: Activity) -> object:
    return planning.cancel(educator, activity_id=row.id, reason="Пут")


def agrees_by_phone(educator: Actor, row: Activity) -> object:
    at = {"starts_at": in_days(25), "ends_at": in_days(25, 11)}
    return planning.confirm(educator, activity_id=row.id, presenters=[educator.id], **at)


def offers_another(educator: Actor, row: Activity) -> object:
    return an_offer(educator, row, days=25)


@pytest.mark.parametrize(
    ("meanwhile", "kinds"),
    [(takes_back, ["cancelled"]), (agrees_by_phone, ["confirmed"]), (offers_another, ["offer"])],
)
def test_what_was_taken_back_while_it_waited_is_not_sent(
    educator: Actor, meanwhile: Callable[[Actor, Activity], object], kinds: list[str]
) -> None:
    row = a_request()
    an_offer(educator, row)
    meanwhile(educator, row)
    assert write_to_schools() == 1
    assert list(Letter.objects.filter(sent_at__isnull=False).values_list("kind", flat=True)) == kinds
    old = Letter.objects.get(sent_at=None)
    assert (old.unsent, bytes(old.sealed_address), old.next_attempt_at) == ("outdated", b"", None)
    assert attention.waiting(educator).undelivered == 0


def test_an_offer_that_ran_out_in_the_outbox_is_not_sent(educator: Actor) -> None:
    an_offer(educator, a_request(), days=20)
    with clock.at(clock.now() + timedelta(days=11)):
        assert write_to_schools() == 0
    assert not mail.outbox


@pytest.fixture
def undelivered(educator: Actor, monkeypatch: pytest.MonkeyPatch) -> Activity:
    """An offer whose letter no server took."""
    row = a_request(email="pogresno@skola.example")
    an_offer(educator, row)

    def refuse(self: object) -> None:
        raise OSError("550")

    now = clock.now()
    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMessage.send", refuse)
        for days in (0, 1, 2, 3, 4):
            with clock.at(now + timedelta(days=days)):
                write_to_schools()
    row.refresh_from_db()
    return row


def test_a_letter_that_no_server_took_is_shown_and_sent_again_to_the_right_address(
    educator: Actor, undelivered: Activity
) -> None:
    assert attention.waiting(educator).undelivered == 1
    [letter] = queries.activity(educator, undelivered.id).letters
    assert (letter.failed, letter.again) == (True, True)
    assert letter.why
    with pytest.raises(Invalid):
        letters.send_again(educator, activity_id=undelivered.id, letter_id=letter.id, email="nobody")
    letters.send_again(educator, activity_id=undelivered.id, letter_id=letter.id, email="pravo@skola.example")
    assert write_to_schools() == 1
    assert mail.outbox[0].to == ["pravo@skola.example"]
    page = queries.activity(educator, undelivered.id)
    assert page.contact["email"] == "pravo@skola.example"
    assert attention.waiting(educator).undelivered == 0
    with pytest.raises(NotFound):  # it was sent
        letters.send_again(educator, activity_id=undelivered.id, letter_id=letter.id)
    planning.cancel(educator, activity_id=undelivered.id, reason="Пут")
    write_to_schools()
    assert mail.outbox[-1].to == ["pravo@skola.example"]


def test_what_is_not_true_any_more_is_not_sent_again_but_may_be_said_by_phone(
    educator: Actor, undelivered: Activity
) -> None:
    letter = undelivered.letters.get()
    with clock.at(clock.now() + timedelta(days=11)):
        assert not queries.activity(educator, undelivered.id).letters[0].again
        with pytest.raises(NotNow):
            letters.send_again(educator, activity_id=undelivered.id, letter_id=letter.pk)
    letters.told_by_phone(educator, activity_id=undelivered.id, letter_id=letter.pk)
    assert attention.waiting(educator).undelivered == 0


def test_only_who_may_and_only_letters_of_that_activity(educator: Actor, undelivered: Activity) -> None:
    letter_id = undelivered.letters.get().pk
    other = a_request(place="Друга школа")
    for deed in (letters.send_again, letters.told_by_phone):
        with pytest.raises(NotFound):
            deed(educator, activity_id=other.id, letter_id=letter_id)
        with pytest.raises(NotAllowed):
            deed(a_person("editor"), activity_id=undelivered.id, letter_id=letter_id)
    with pytest.raises(NotAdmitted):
        letters.send_again(a_person("educator", admitted=False), activity_id=undelivered.id, letter_id=letter_id)


def test_the_desk_shows_why_and_sends_again(educator: Actor, undelivered: Activity) -> None:
    Person.objects.update(language="en")
    desk = signed_in_client(educator)
    page = f"/desk/outreach/activities/{undelivered.id}/"
    html = desk.get(page).content.decode()
    assert "mail server did not take it" in html
    assert "Send it again" in html
    assert "1 school did not get our e-mail" in desk.get("/desk/outreach/").content.decode()
    assert page in desk.get("/desk/outreach/list/?status=undelivered").content.decode()
    letter = str(undelivered.letters.get().pk)
    assert desk.post(f"{page}do/again/", {"letter": letter, "email": "x"}).status_code == 422
    for forged in ("", "x", "9" * 30):
        assert desk.post(f"{page}do/again/", {"letter": forged}).status_code == 404
    assert desk.post(f"{page}do/again/", {"letter": letter, "email": "b@skola.example"}).status_code == 302
    assert "waits to be sent" in desk.get(page).content.decode()


def test_an_offer_that_ran_out_waits_in_a_list_with_what_to_do(educator: Actor) -> None:
    Person.objects.update(language="en")
    row = a_request()
    an_offer(educator, row)
    assert attention.waiting(educator).ran_out == 0
    with clock.at(clock.now() + timedelta(days=11)):
        desk = signed_in_client(educator)
        assert "1 offer ran out" in desk.get("/desk/outreach/").content.decode()
        assert str(row.id) in desk.get("/desk/outreach/list/?status=ran_out").content.decode()
        assert "Call the school" in desk.get(f"/desk/outreach/activities/{row.id}/").content.decode()
        an_offer(educator, row, days=25)
        assert attention.waiting(educator).ran_out == 0


def test_who_was_not_admitted_yet_sees_what_is_plain_and_whom_to_ask(educator: Actor) -> None:
    row = a_request()
    newcomer = a_person("educator", admitted=False)
    Person.objects.update(language="en")
    desk = signed_in_client(newcomer)
    page = f"/desk/outreach/activities/{row.id}/"
    answer = desk.get(page)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Ask a supervisor to admit you" in html
    assert "skola@skola.example" not in html
    refused = desk.post(f"{page}do/note/", {"text": "Позвати"})
    assert "Ask a supervisor to admit you" in refused.content.decode()
