"""A school asks, is offered a time, answers once; nobody is in two schools at once."""

from datetime import timedelta
from importlib import import_module
from uuid import uuid4

import pytest
from django.apps import apps
from django.core import mail

from smartsafe import clock
from smartsafe.errors import Invalid, NotAllowed
from smartsafe.notifications.models import Notice
from smartsafe.outreach.activities import public_queries, queries
from smartsafe.outreach.activities.actions import booking, planning
from smartsafe.outreach.activities.errors import (
    InThePast,
    LinkRanOut,
    LinkReplaced,
    LinkUsed,
    LinkWrong,
    NoAddress,
    NotAPresenter,
    PlaceTaken,
    PresenterTaken,
    TooMany,
)
from smartsafe.outreach.activities.models import Activity, Letter
from smartsafe.outreach.activities.tasks import forget_contacts, write_to_schools
from smartsafe.outreach.activities.times import today
from smartsafe.people.actors import Actor
from smartsafe.vault.models import Keyring
from tests.factories.outreach import ASKED, SCHOOL, a_plan, a_request, an_offer, in_days
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def educator(vault: str) -> Actor:
    return a_person("educator", name="Едукаторка")


def test_whom_a_school_names_is_sealed_and_opened_by_who_goes_there(educator: Actor, supervisor: Actor) -> None:
    row = a_request()
    raw = b"".join(bytes(one) for one in (row.sealed_contact, row.sealed_words, row.sealed_address))
    assert b"skola@" not in raw
    assert ASKED.encode() not in raw
    for person in (educator, supervisor):  # a member of the centre's keyring opens the educators' too
        page = queries.activity(person, row.id)
        assert page.contact["email"] == "skola@skola.example"
        assert page.words == ASKED
    editor = a_person("editor")
    assert queries.activity(editor, row.id).contact == {}
    with pytest.raises(NotAllowed):
        queries.activity(a_person("operator"), row.id)
    newcomer = queries.activity(a_person("educator", admitted=False), row.id)
    assert (newcomer.closed_to_viewer, newcomer.contact, newcomer.words) == (True, {}, "")
    assert Notice.objects.filter(person_id=educator.id, kind="activity.requested").count() == 1


def test_a_form_sent_twice_is_one_request(educator: Actor) -> None:
    once = uuid4()
    assert a_request(submission=once).number == a_request(submission=once).number
    assert Activity.objects.count() == 1


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"days": [today() - timedelta(days=1)]}, "day1"),
        ({"days": [today()]}, "day1"),
        ({"days": []}, "day1"),
        ({"days": [today() + timedelta(days=9000)]}, "day1"),
        ({"expected": 4000}, "expected"),
        ({"expected": 0}, "expected"),
        ({"municipality": "Атлантида"}, "municipality"),
        ({"email": "", "phone": ""}, "email"),
        ({"email": "nobody"}, "email"),
        ({"place": " \n "}, "place"),
        ({"place": "x" * 161}, "place"),
        ({"topics": ["no-such"]}, "topics"),
        ({"kind": "party"}, "kind"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(educator: Actor, told: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        a_request(**told)
    assert refusal.value.field == field
    assert not Activity.objects.exists()


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Čačak", "cacak"),
        ("чачак", "cacak"),
        ("Belgrade", "beograd"),
        ("Земун (Београд)", "beograd_zemun"),
        ("Zemun (Belgrade)", "beograd_zemun"),
        ("beograd_zemun", "beograd_zemun"),
    ],
)
def test_a_town_as_it_may_be_typed_or_chosen(educator: Actor, typed: str, code: str) -> None:
    assert a_request(municipality=typed).municipality == code


def test_a_class_of_four_thousand_is_refused_kindly(educator: Actor) -> None:
    with pytest.raises(TooMany, match="целу школу"):
        a_request(expected=4000)


def test_offer_yes_and_the_calendar_file(educator: Actor) -> None:
    row = a_request()
    token = an_offer(educator, row)
    assert write_to_schools() == 1
    letter = mail.outbox[0]
    assert letter.to == ["skola@skola.example"]
    assert token in letter.body
    assert SCHOOL not in letter.subject
    assert Letter.objects.get().sealed_address in (b"", memoryview(b""))
    booking.answer_offer(token=token, accept=True)
    assert write_to_schools() == 1
    name, content, kind = mail.outbox[1].attachments[0]
    assert (name, kind) == ("activity.ics", "text/calendar; method=REQUEST")
    assert "BEGIN:VEVENT" in content
    assert "DTSTART" in content
    row.refresh_from_db()
    assert row.status == "confirmed"
    assert public_queries.offered(token).accepted
    assert b"BEGIN:VEVENT" in public_queries.accepted_calendar(token)
    with pytest.raises(LinkUsed):
        booking.answer_offer(token=token, accept=False)


def test_a_vault_of_before_gets_the_keyring_of_educators(vault: str) -> None:
    Keyring.objects.filter(owner="outreach").delete()
    older = import_module("smartsafe.vault.migrations.0004_outreach_keyring_of_older_vaults")
    for _twice in range(2):
        older.make(apps, None)
    made = Keyring.objects.get(owner="outreach")
    assert made.sealed_to_recovery
    assert made.sealed_to_centre
    assert queries.activity(a_person("educator"), a_request().id)


def test_no_leaves_the_request_for_another_offer(educator: Actor) -> None:
    row = a_request()
    token = an_offer(educator, row)
    booking.answer_offer(token=token, accept=False)
    row.refresh_from_db()
    assert (row.status, row.starts_at) == ("requested", None)
    second = an_offer(educator, row, days=21)
    with pytest.raises(LinkUsed):
        booking.answer_offer(token=token, accept=True)
    booking.answer_offer(token=second, accept=True)


def test_links_that_are_old_replaced_forged_or_of_another(educator: Actor) -> None:
    row, other = a_request(), a_request(place="Друга школа")
    first = an_offer(educator, row)
    second = an_offer(educator, row, days=22)
    with pytest.raises(LinkReplaced):
        booking.answer_offer(token=first, accept=True)
    for forged in (second[:-2], second + "x", "", "a:b:c", str(other.id), "x" * 5000):
        with pytest.raises(LinkWrong):
            booking.answer_offer(token=forged, accept=True)
    with clock.at(clock.now() + timedelta(days=11)), pytest.raises(LinkRanOut):
        booking.answer_offer(token=second, accept=True)
    with pytest.raises(LinkRanOut):
        public_queries.accepted_calendar(second)
    other.refresh_from_db()
    assert other.status == "requested"


def test_nobody_is_in_two_schools_at_once(educator: Actor) -> None:
    a_plan(educator, days=20, hour=10, hours=2)
    row = a_request()
    with pytest.raises(PresenterTaken, match="Едукаторка"):
        an_offer(educator, row, hour=11)
    row.refresh_from_db()
    assert row.status == "requested"
    an_offer(educator, row, hour=12)  # one ends as the other begins


def test_an_offer_that_ran_out_holds_nobody(educator: Actor) -> None:
    an_offer(educator, a_request())
    with pytest.raises(PresenterTaken):
        a_plan(educator, days=20)
    with clock.at(clock.now() + timedelta(days=11)):
        a_plan(educator, days=9)


def test_no_room_holds_two_talks(educator: Actor) -> None:
    second = a_person("educator")
    a_plan(educator)
    with pytest.raises(PlaceTaken):
        a_plan(second, place="ДОМ  културе")
    a_plan(second, place="Dom kulture", municipality="Чачак")
    a_plan(a_person("educator"), kind="webinar", municipality="")


def test_a_cancelled_time_is_free_again(educator: Actor) -> None:
    row = a_plan(educator)
    planning.cancel(educator, activity_id=row.id, reason="Болест")
    a_plan(educator)


def test_who_may_present_and_when(educator: Actor, operator: Actor) -> None:
    with pytest.raises(NotAPresenter):
        a_plan(educator, presenters=[operator.id])
    with pytest.raises(InThePast):
        a_plan(educator, days=-1)
    with pytest.raises(NotAllowed):
        a_plan(a_person("editor"))
    row = a_request(email="")
    with pytest.raises(NoAddress):
        an_offer(educator, row)
    starts = in_days(9)
    planning.confirm(
        educator, activity_id=row.id, presenters=[educator.id], starts_at=starts, ends_at=starts + timedelta(hours=1)
    )
    assert not Letter.objects.exists()


def test_a_declined_school_is_told_why_and_then_forgotten(educator: Actor) -> None:
    row = a_request()
    planning.decline(educator, activity_id=row.id, reason="Тих дана смо на путу")
    write_to_schools()
    assert "Тих дана смо на путу" in mail.outbox[0].body
    assert forget_contacts.call() == 0
    with clock.at(clock.now() + timedelta(days=91)):
        assert forget_contacts.call() == 1
        assert forget_contacts.call() == 0
    assert queries.activity(educator, row.id).contact == {}


def test_a_letter_that_no_server_takes_is_tried_again_then_given_up(
    educator: Actor, settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_offer(educator, a_request())

    def refuse(self: object) -> None:
        raise OSError("550 skola@skola.example")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    now = clock.now()
    for day in range(8):
        with clock.at(now + timedelta(days=day)):
            assert write_to_schools() == 0
    letter = Letter.objects.get()
    assert (letter.attempts, letter.next_attempt_at, bytes(letter.sealed_address)) == (5, None, b"")
    assert Notice.objects.filter(person_id=educator.id, kind="activity.letter_failed").count() == 1
