"""What staff do with a contact: each step, who may, what the reporter sees of it, what the audit keeps."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django.test.utils import CaptureQueriesContext

from smartsafe.audit.actions import SYSTEM
from smartsafe.audit.models import Entry
from smartsafe.contacts import queries
from smartsafe.contacts.actions import handling, reporting
from smartsafe.contacts.errors import (
    CannotMerge,
    CannotTake,
    ChangedMeanwhile,
    DangerNeedsSupervisor,
    NoDanger,
    NothingWritten,
    NotNow,
    NoWayBack,
    TooLong,
    UnknownChoice,
)  # fmt: skip
from smartsafe.contacts.models import Contact, Message, ReplyDraft
from smartsafe.errors import Invalid, NotAllowed, NotFound, Stale
from smartsafe.live.queries import versions
from smartsafe.people.actors import Actor
from tests.factories.contacts import a_report

pytestmark = pytest.mark.django_db
UNKNOWN = UUID("01900000-0000-7000-8000-000000000000")


def last_entry() -> tuple[str, dict]:
    entry = Entry.objects.order_by("-sequence").first()
    assert entry is not None
    return entry.action, entry.details


def fresh(contact: Contact) -> Contact:
    return Contact.objects.get(pk=contact.pk)


def test_looking_is_an_entry_and_counts_as_read(operator: Actor) -> None:
    _, contact = a_report()
    handling.look(operator, contact_id=contact.id)
    assert last_entry() == ("contact.looked", {"shown": "page"})
    assert not fresh(contact).unread
    assert not Message.objects.filter(contact=contact, kind="from_reporter", read_at=None).exists()


def test_a_reply_reaches_the_reporter_sealed(operator: Actor) -> None:
    receipt, contact = a_report()
    before = versions(["inbox", f"contact:{contact.id}"])
    message = handling.reply(operator, contact_id=contact.id, text="Добро је што пишеш.")
    now = fresh(contact)
    assert (now.status, now.progress, now.assignee_id) == ("waiting", "handling", operator.id)
    assert now.first_replied_at == message.at
    assert "Добро".encode() not in bytes(message.sealed_body)
    assert queries.conversation(operator, contact.id)[-1].text == "Добро је што пишеш."
    assert all(versions(before)[topic] > version for topic, version in before.items())
    assert last_entry()[0] == "contact.replied"
    assert reporting.open_conversation(receipt.code) is not None


def test_a_reply_may_close(operator: Actor) -> None:
    _, contact = a_report()
    handling.reply(operator, contact_id=contact.id, text="Ево шта може да помогне.", close_as="advised")
    now = fresh(contact)
    assert (now.status, now.outcome, now.progress) == ("closed", "advised", "concluded")


def test_a_reply_sent_twice_is_one(operator: Actor) -> None:
    _, contact = a_report()
    submission = uuid4()
    first = handling.reply(operator, contact_id=contact.id, text="Једном", submission=submission)
    second = handling.reply(operator, contact_id=contact.id, text="Једном", version=1, submission=submission)
    assert first.pk == second.pk
    assert Message.objects.filter(contact=contact, kind="to_reporter").count() == 1


@pytest.mark.parametrize(
    ("text", "error"), [("", NothingWritten), (" \n ", NothingWritten), ("а" * 20_001, TooLong), ("а\0б", Invalid)]
)
def test_words_that_cannot_be_sent(operator: Actor, text: str, error: type[Exception]) -> None:
    _, contact = a_report()
    for write in (handling.reply, handling.add_note):
        with pytest.raises(error):
            write(operator, contact_id=contact.id, text=text)  # type: ignore[operator]
    assert fresh(contact).version == contact.version


def test_the_second_of_two_is_told(operator: Actor, analyst: Actor) -> None:
    _, contact = a_report()
    handling.triage(operator, contact_id=contact.id, version=contact.version, threat="grooming")
    with pytest.raises(ChangedMeanwhile):
        handling.triage(analyst, contact_id=contact.id, version=contact.version, threat="privacy")
    with pytest.raises(Stale):
        handling.reply(analyst, contact_id=contact.id, version=contact.version, text="Здраво")
    assert fresh(contact).threat == "grooming"


def test_triage_keeps_only_codes_of_the_profile(operator: Actor) -> None:
    _, contact = a_report()
    for wrong in ({"threat": "x"}, {"harms": ["x"]}, {"municipality": "x"}, {"urgency": ""}, {"other_threats": ["x"]}):
        with pytest.raises(UnknownChoice) as told:
            handling.triage(operator, contact_id=contact.id, **wrong)  # type: ignore[arg-type]
        assert told.value.field == next(iter(wrong))
    handling.triage(
        operator, contact_id=contact.id, threat="grooming", other_threats=["grooming", "privacy"], harms=["rights"],
        municipality="novi_sad", child_age_band="", subject="Нови\nпредмет",
    )  # fmt: skip
    view = queries.contact_for(operator, contact.id)
    assert (view.threat, view.other_threats, view.harms) == ("grooming", ["privacy"], ["rights"])
    assert (view.subject, view.status) == ("Нови предмет", "in_progress")
    assert "other_threats" in last_entry()[1]["changed"]
    with pytest.raises(TooLong):
        handling.triage(operator, contact_id=contact.id, subject="а" * 501)


def test_danger_waits_for_a_supervisor(operator: Actor, supervisor: Actor) -> None:
    _, contact = a_report(danger=True)
    with pytest.raises(NotAllowed):
        handling.acknowledge_danger(operator, contact_id=contact.id)
    with pytest.raises(DangerNeedsSupervisor):
        handling.triage(operator, contact_id=contact.id, danger=False)
    handling.acknowledge_danger(supervisor, contact_id=contact.id)
    assert queries.contact_for(operator, contact.id).danger_acknowledged_by == supervisor.name
    with pytest.raises(NoDanger):
        handling.acknowledge_danger(supervisor, contact_id=contact.id)
    handling.triage(operator, contact_id=contact.id, danger=False)
    assert not fresh(contact).danger


def test_danger_noticed_later_waits_again(operator: Actor) -> None:
    _, contact = a_report(danger=False)
    handling.triage(operator, contact_id=contact.id, danger=True)
    assert queries.contact_for(operator, contact.id).danger_waits
    assert fresh(contact).rank == 0


def test_closing_and_reopening(operator: Actor) -> None:
    _, contact = a_report()
    with pytest.raises(NotNow):
        handling.reopen(operator, contact_id=contact.id)
    for outcome in ("merged", "nonsense", ""):
        with pytest.raises(UnknownChoice):
            handling.close(operator, contact_id=contact.id, outcome=outcome)
    handling.close(operator, contact_id=contact.id, outcome="redirected")
    for attempt in (
        lambda: handling.close(operator, contact_id=contact.id, outcome="advised"),
        lambda: handling.reply(operator, contact_id=contact.id, text="Касно"),
        lambda: handling.triage(operator, contact_id=contact.id, threat="privacy"),
    ):
        with pytest.raises(NotNow):
            attempt()
    handling.reopen(operator, contact_id=contact.id)
    now = fresh(contact)
    assert (now.status, now.outcome, now.closed_at, now.progress) == ("in_progress", "", None, "handling")


def test_a_note_stands_also_on_a_closed_contact_and_is_not_for_the_reporter(operator: Actor) -> None:
    _, contact = a_report()
    handling.close(operator, contact_id=contact.id, outcome="advised")
    handling.add_note(operator, contact_id=contact.id, text="Исти надимак као прошле недеље.")
    last = queries.conversation(operator, contact.id)[-1]
    assert (last.kind, last.author) == ("note", operator.name)
    assert fresh(contact).status == "closed"


def test_assigning(operator: Actor, analyst: Actor, administrator: Actor) -> None:
    _, contact = a_report()
    handling.assign(operator, contact_id=contact.id, person_id=analyst.id)
    assert queries.contact_for(operator, contact.id).assignee == analyst.name
    for nobody in (administrator.id, UNKNOWN):
        with pytest.raises(CannotTake):
            handling.assign(operator, contact_id=contact.id, person_id=nobody)
    with pytest.raises(CannotTake):
        handling.assign(operator, contact_id=contact.id, team_id=UNKNOWN)
    handling.assign(operator, contact_id=contact.id)
    assert fresh(contact).assignee_id is None


def test_merging_carries_danger_and_never_makes_chains(operator: Actor) -> None:
    (_, first), (_, second), (_, third) = a_report(), a_report(danger=True), a_report()
    with pytest.raises(CannotMerge):
        handling.merge(operator, contact_id=first.id, into_id=first.id)
    with pytest.raises(NotFound):
        handling.merge(operator, contact_id=first.id, into_id=UNKNOWN)
    handling.merge(operator, contact_id=second.id, into_id=first.id)
    assert fresh(first).danger
    assert (fresh(second).outcome, fresh(second).merged_into_id) == ("merged", first.id)
    handling.merge(operator, contact_id=first.id, into_id=third.id)
    assert fresh(second).merged_into_id == third.id
    assert {one.number for one in queries.connected(operator, third.id)} >= {first.number, second.number}
    handling.tell_progress(SYSTEM, contact_id=third.id, progress="institution")
    assert fresh(second).progress == "institution"


def test_progress_and_outcome_are_codes(operator: Actor, officer: Actor) -> None:
    _, contact = a_report()
    handling.tell_progress(officer, contact_id=contact.id, progress="concluded", told_outcome="acting")
    assert (fresh(contact).progress, fresh(contact).told_outcome) == ("concluded", "acting")
    with pytest.raises(UnknownChoice):
        handling.tell_progress(SYSTEM, contact_id=contact.id, progress="x")
    with pytest.raises(NotFound):
        handling.tell_progress(SYSTEM, contact_id=UNKNOWN, progress="handling")


def test_a_call_is_done_at_once(operator: Actor) -> None:
    submission = uuid4()
    call = handling.take_call(
        operator, text="Мајка пита шта да ради. Налог @nepoznati_99", threat="sextortion", number="064 123 4567",
        reporter_kind="parent", outcome="advised", submission=submission,
    )  # fmt: skip
    assert (call.status, call.outcome, call.channel, call.progress) == ("closed", "advised", "phone", "concluded")
    assert call.harms
    view = queries.contact_for(operator, call.id)
    assert view.details.reach.phone == "064 123 4567"
    assert not view.can_answer
    again = handling.take_call(operator, text="Мајка пита", submission=submission)
    assert again.pk == call.pk
    assert b"0641234567" not in bytes(call.sealed_details)


def test_nothing_can_be_written_back_to_a_caller(operator: Actor) -> None:
    call = handling.take_call(operator, text="Пита за савет", outcome="")
    assert call.status == "in_progress"
    with pytest.raises(NoWayBack):
        handling.reply(operator, contact_id=call.id, text="…")


def test_a_call_with_wrong_values_is_refused(operator: Actor) -> None:
    wrong: list[tuple[dict, type[Exception]]] = [
        ({"text": ""}, NothingWritten),
        ({"text": "а", "threat": "x"}, UnknownChoice),
        ({"text": "а", "number": "1" * 501}, TooLong),
        ({"text": "а", "outcome": "x"}, UnknownChoice),
        ({"text": "а", "channel": "x"}, UnknownChoice),
    ]
    for values, error in wrong:
        with pytest.raises(error):
            handling.take_call(operator, **values)
    assert not Contact.objects.exists()


def test_silent_calls_are_one_word(operator: Actor) -> None:
    for kind in ("silent", "prank", "wrong_number", "test"):
        assert handling.record_silent_call(operator, kind=kind).outcome == kind
    with pytest.raises(UnknownChoice):
        handling.record_silent_call(operator, kind="advised")


def test_a_draft_is_one_persons_own_and_goes_when_sent(operator: Actor, analyst: Actor) -> None:
    _, contact = a_report()
    handling.save_draft(operator, contact_id=contact.id, text="Почетак\n одговора")
    handling.save_draft(operator, contact_id=contact.id, text="Белешка", kind="note")
    assert queries.draft(operator, contact.id) == "Почетак\n одговора"
    assert queries.draft(operator, contact.id, "note") == "Белешка"
    assert queries.draft(analyst, contact.id) == ""
    handling.reply(operator, contact_id=contact.id, text="Готово")
    assert queries.draft(operator, contact.id) == ""
    handling.save_draft(operator, contact_id=contact.id, text="  ", kind="note")
    assert not ReplyDraft.objects.exists()
    with pytest.raises(TooLong):
        handling.save_draft(operator, contact_id=contact.id, text="а" * 20_001)


STEPS: list[Callable[[Actor, UUID], object]] = [
    lambda who, one: handling.look(who, contact_id=one),
    lambda who, one: handling.reply(who, contact_id=one, text="а"),
    lambda who, one: handling.add_note(who, contact_id=one, text="а"),
    lambda who, one: handling.triage(who, contact_id=one, threat="privacy"),
    lambda who, one: handling.assign(who, contact_id=one),
    lambda who, one: handling.close(who, contact_id=one, outcome="advised"),
    lambda who, one: handling.reopen(who, contact_id=one),
    lambda who, one: handling.merge(who, contact_id=one, into_id=one),
    lambda who, one: handling.save_draft(who, contact_id=one, text="а"),
    lambda who, one: handling.acknowledge_danger(who, contact_id=one),
    lambda who, one: queries.contact_for(who, one),
    lambda who, one: queries.conversation(who, one),
    lambda who, one: queries.record_key(who, one),
]


@pytest.mark.parametrize("step", STEPS)
def test_who_may_not_and_what_is_not_there(
    step: Callable[[Actor, UUID], object], administrator: Actor, officer: Actor, supervisor: Actor
) -> None:
    _, contact = a_report()
    entries = Entry.objects.count()
    for stranger in (administrator, officer):
        with pytest.raises(NotAllowed):
            step(stranger, contact.id)
    with pytest.raises((NotFound, ObjectDoesNotExist)):
        step(supervisor, UNKNOWN)
    assert Entry.objects.count() == entries


def test_merging_locks_in_one_order_whichever_way(operator: Actor) -> None:
    (_, first), (_, second), (_, third) = a_report(), a_report(), a_report()
    handling.merge(operator, contact_id=third.id, into_id=first.id)
    with CaptureQueriesContext(connection) as caught:
        handling.merge(operator, contact_id=second.id, into_id=third.id)
    asked = [query["sql"] for query in caught if 'FROM "contacts_contact"' in query["sql"]]
    assert "ORDER BY 1 ASC" in asked[1] or 'ORDER BY "contacts_contact"."id" ASC' in asked[1]
    assert ("FOR UPDATE" in asked[1]) is (connection.vendor == "postgresql")
    assert "FOR UPDATE" not in asked[0]
    for head in (first, second):  # and with them whatever was merged into them, as the third
        assert asked[1].replace("-", "").count(head.id.hex) == 2
    assert '"merged_into_id" IN' in asked[1]
