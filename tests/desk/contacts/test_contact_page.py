"""The open contact: shown, answered, assessed, closed; refused steps keep what was typed."""

from collections.abc import Callable
from datetime import timedelta
from unittest import mock
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from smartsafe.audit.models import Entry
from smartsafe.contacts import queries
from smartsafe.contacts.actions import handling, indexing
from smartsafe.contacts.models import Contact
from smartsafe.faces.desk import opened
from smartsafe.people.actors import Actor
from tests.factories.contacts import a_report

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Actor], Client]
UNKNOWN = UUID("01900000-0000-7000-8000-000000000000")
VERBS = ("reply", "note", "draft", "triage", "assign", "close", "reopen", "merge", "danger")


def page_of(contact: Contact, verb: str = "") -> str:
    return f"/desk/contacts/{contact.id}/" + (f"{verb}/" if verb else "")


def fresh(contact: Contact) -> Contact:
    return Contact.objects.get(pk=contact.pk)


def assessment(contact: Contact, **changes: object) -> dict:
    told = {
        "subject": "Предмет", "threat": "Уцена", "urgency": "high", "service": "hotline", "version": contact.version,
        "municipality": "Чачак", "reporter_kind": "child", "child_age_band": "12_13", "child_gender": "girl",
        "place_of_harm": "social_media", "harms": ["rights"],
    }  # fmt: skip
    return {f"triage-{name}": value for name, value in (told | changes).items()}


def test_the_page_shows_everything_and_is_one_look(client_of: ClientOf, operator: Actor) -> None:
    _, other = a_report(text="Друго", threats=["grooming"])
    _, contact = a_report(text="Прва порука")
    indexing.index_waiting(operator)
    page = client_of(operator).get(page_of(contact)).content.decode()
    for shown in ("Прва порука", contact.number, other.number, "nepoznati_99", "chat.example"):
        assert shown in page
    assert [entry.action for entry in Entry.objects.filter(object_id=str(contact.id))].count("contact.looked") == 1
    assert f"<title>{contact.number}" in page.replace("\n", "")


def test_polling_an_open_contact_is_no_look_until_something_new_is_shown(client_of: ClientOf, operator: Actor) -> None:
    _, contact = a_report()
    client = client_of(operator)
    client.get(page_of(contact))
    entries = Entry.objects.count()
    part = client.get(page_of(contact) + "?part=open").content.decode()
    assert 'data-part="conversation"' in part
    assert Entry.objects.count() == entries
    Contact.objects.update(unread=True)
    client.get(page_of(contact) + "?part=open")
    assert Entry.objects.count() == entries + 1


def looks_at(contact: Contact) -> int:
    return Entry.objects.filter(object_id=str(contact.id), action="contact.looked").count()


def test_the_part_alone_is_a_look_and_so_is_it_after_a_while(client_of: ClientOf, operator: Actor) -> None:
    _, contact = a_report()
    _, other = a_report()
    Contact.objects.update(unread=False)
    client = client_of(operator)
    client.get(page_of(other))
    client.get(page_of(contact) + "?part=open")
    assert looks_at(contact) == 1
    client.get(page_of(contact) + "?part=open")
    assert looks_at(contact) == 1
    with mock.patch.object(opened, "WITHIN", timedelta(0)):
        client.get(page_of(contact) + "?part=open")
    assert looks_at(contact) == 2


def test_what_was_merged_meanwhile_is_not_shown_without_an_entry(client_of: ClientOf, operator: Actor) -> None:
    (_, contact), (_, other) = a_report(), a_report(text="Друга реч")
    client = client_of(operator)
    client.get(page_of(contact))
    handling.merge(operator, contact_id=other.id, into_id=contact.id)
    Contact.objects.update(unread=False)
    for _time in range(2):
        assert "Друга реч" in client.get(page_of(contact) + "?part=open").content.decode()
        assert (looks_at(other), looks_at(contact)) == (1, 2)


def test_a_refused_step_shows_nothing_unrecorded(client_of: ClientOf, operator: Actor) -> None:
    _, contact = a_report(text="Тајна реч")
    client = client_of(operator)
    for _time in range(2):
        assert "Тајна реч" in client.post(page_of(contact, "reply"), {"text": ""}).content.decode()
        assert looks_at(contact) == 1


def test_replying(client_of: ClientOf, operator: Actor) -> None:
    _, contact = a_report()
    client = client_of(operator)
    told = {"text": "Хвала на поверењу.", "version": contact.version, "do": "send", "queue": "unassigned"}
    answer = client.post(page_of(contact, "reply"), told)
    assert answer.headers["Location"] == page_of(contact) + "?queue=unassigned"
    assert "Хвала на поверењу." in client.get(answer.headers["Location"]).content.decode()
    assert fresh(contact).status == "waiting"
    client.post(page_of(contact, "reply"), {"text": "Довиђења", "do": "close"})
    assert fresh(contact).outcome == "advised"


@pytest.mark.parametrize("text", ["", "   ", "а" * 20_001, "а\0б", "x" * 1_200_000, "\u202e" * 20_002])
def test_words_that_cannot_be_sent_stay_on_the_page(client_of: ClientOf, operator: Actor, text: str) -> None:
    _, contact = a_report()
    answer = client_of(operator).post(page_of(contact, "reply"), {"text": text, "version": contact.version})
    assert answer.status_code == 400
    assert 'class="error"' in answer.content.decode()
    if 0 < len(text.strip()) < 30_000 and "\0" not in text:
        assert text in answer.content.decode()
    assert fresh(contact).version == contact.version


@pytest.mark.parametrize(
    "text", ["👩‍👧 🆘", "\u202eобрнуто", "<script>alert(1)</script>", "{{ contact }}", "а" * 20_000]
)
def test_strange_words_are_words(client_of: ClientOf, operator: Actor, text: str) -> None:
    _, contact = a_report()
    client = client_of(operator)
    assert client.post(page_of(contact, "reply"), {"text": text}).status_code == 302
    assert queries.conversation(operator, contact.id)[-1].text == text
    assert "<script>alert" not in client.get(page_of(contact)).content.decode()


def test_two_who_reply_at_once(client_of: ClientOf, operator: Actor, analyst: Actor) -> None:
    _, contact = a_report()
    handling.reply(analyst, contact_id=contact.id, text="Већ одговорено")
    client = client_of(operator)
    answer = client.post(page_of(contact, "reply"), {"text": "Мој одговор", "version": contact.version})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Већ одговорено" in page
    assert "Мој одговор" in page
    assert f'name="version" value="{fresh(contact).version}"' in page


def test_the_same_form_twice_is_one_reply(client_of: ClientOf, operator: Actor) -> None:
    _, contact = a_report()
    told = {"text": "Једном", "version": contact.version, "submission": "01900000-0000-4000-8000-000000000001"}
    client = client_of(operator)
    assert [client.post(page_of(contact, "reply"), told).status_code for _ in range(2)] == [302, 302]
    assert len([one for one in queries.conversation(operator, contact.id) if one.kind == "to_reporter"]) == 1


def test_a_draft_waits_for_its_writer(client_of: ClientOf, operator: Actor, analyst: Actor) -> None:
    _, contact = a_report()
    client = client_of(operator)
    assert client.post(page_of(contact, "draft"), {"text": "Почетак", "kind": "reply"}).status_code == 204
    assert "Почетак" in client.get(page_of(contact)).content.decode()
    assert "Почетак" not in client_of(analyst).get(page_of(contact)).content.decode()
    assert client.post(page_of(contact, "reply"), {"text": "Без скрипте", "do": "draft"}).status_code == 302
    assert queries.draft(operator, contact.id) == "Без скрипте"
    assert client.post(page_of(contact, "draft"), {"text": "а" * 20_001}).status_code == 413


def test_assessing_by_typing_labels(client_of: ClientOf, operator: Actor) -> None:
    _, contact = a_report(threats=["other"])
    answer = client_of(operator).post(page_of(contact, "triage"), assessment(contact, threat="sextortion"))
    assert answer.status_code == 302, answer.content.decode()
    now = fresh(contact)
    assert (now.threat, now.municipality, now.urgency, now.harms) == ("sextortion", "cacak", "high", ["rights"])


@pytest.mark.parametrize("typed", ["ЧАЧАК", "cacak", "Čačak", "cača"])
def test_a_place_is_found_in_either_script(client_of: ClientOf, operator: Actor, typed: str) -> None:
    _, contact = a_report(municipality="")
    told = assessment(contact, threat="sextortion", municipality=typed)
    assert client_of(operator).post(page_of(contact, "triage"), told).status_code == 302
    assert fresh(contact).municipality == "cacak"


@pytest.mark.parametrize(
    "wrong",
    [
        {"threat": "нешто што не постоји"}, {"municipality": "Атлантида"}, {"urgency": "x"}, {"harms": ["x"]},
        {"child_gender": "x"}, {"subject": ""}, {"subject": "а" * 501}, {"subject": "а\0"}, {"version": "x"},
        {"service": ""}, {"threat": "а" * 5000}, {"also_1": "<b>"},
    ],
)  # fmt: skip
def test_an_assessment_that_is_wrong_says_where(client_of: ClientOf, operator: Actor, wrong: dict) -> None:
    _, contact = a_report()
    told = assessment(contact, **({"threat": "sextortion", "subject": "Остаје на страници"} | wrong))
    answer = client_of(operator).post(page_of(contact, "triage"), told)
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "error-summary" in page
    assert "subject" in wrong or "Остаје на страници" in page
    assert fresh(contact).version == contact.version


def test_two_who_assess_at_once(client_of: ClientOf, operator: Actor, analyst: Actor) -> None:
    _, contact = a_report()
    handling.triage(analyst, contact_id=contact.id, threat="grooming")
    client = client_of(operator)
    answer = client.post(page_of(contact, "triage"), assessment(contact, threat="sextortion", subject="Мој наслов"))
    assert answer.status_code == 409
    assert "Мој наслов" in answer.content.decode()
    assert fresh(contact).threat == "grooming"


def test_the_other_steps(client_of: ClientOf, operator: Actor, supervisor: Actor, analyst: Actor) -> None:
    (_, contact), (_, other) = a_report(danger=True), a_report()
    client = client_of(operator)
    assert "192" in client.get(page_of(contact)).content.decode()
    assert client.post(page_of(contact, "danger")).status_code == 403
    assert client_of(supervisor).post(page_of(contact, "danger")).status_code == 302
    assert client_of(supervisor).post(page_of(contact, "danger")).status_code == 400
    assert client.post(page_of(contact, "assign"), {"take": "1"}).status_code == 302
    assert fresh(contact).assignee_id == operator.id
    client.post(page_of(contact, "assign"), {"person": str(analyst.id)})
    assert fresh(contact).assignee_id == analyst.id
    assert client.post(page_of(contact, "assign"), {"person": "x"}).status_code == 400
    assert client.post(page_of(contact, "close"), {"outcome": "nonsense"}).status_code == 400
    client.post(page_of(contact, "close"), {"outcome": "redirected"})
    assert client.post(page_of(contact, "close"), {"outcome": "advised"}).status_code == 400
    client.post(page_of(contact, "reopen"))
    assert fresh(contact).status == "in_progress"
    for wrong in ("NKC-O-2000-000001", "", "а" * 500, "\0", contact.number):
        assert client.post(page_of(contact, "merge"), {"into": wrong}).status_code == 400, wrong
    answer = client.post(page_of(contact, "merge"), {"into": f" {other.number.lower()} "})
    assert answer.headers["Location"] == page_of(other)
    assert other.number in client.get(page_of(contact)).content.decode()
    told = {"note-text": "Белешка за смену"}
    assert client.post(page_of(other, "note"), told).status_code == 302
    assert client.post(page_of(other, "note"), {"note-text": " "}).status_code == 400


@pytest.mark.parametrize("verb", ["", *VERBS])
def test_who_may_not_and_what_is_not_there(
    client_of: ClientOf, client: Client, administrator: Actor, officer: Actor, supervisor: Actor, verb: str
) -> None:
    _, contact = a_report()
    ask = (lambda who, address: who.post(address)) if verb else (lambda who, address: who.get(address))
    assert ask(client, page_of(contact, verb)).status_code == 302
    for stranger in (administrator, officer):
        assert ask(client_of(stranger), page_of(contact, verb)).status_code == 403
    member = client_of(supervisor)
    unknown = page_of(contact, verb).replace(str(contact.id), str(UNKNOWN))
    assert ask(member, unknown).status_code == 404
    assert ask(member, unknown.replace(str(UNKNOWN), "not-an-id")).status_code == 404
    if verb:
        assert member.get(page_of(contact, verb)).headers["Location"] == page_of(contact)


def test_an_erased_contact_shows_what_is_left(client_of: ClientOf, operator: Actor) -> None:
    _, contact = a_report(text="Тајна реч")
    Contact.objects.update(key_for_centre=b"", key_for_receipt=b"")
    client = client_of(operator)
    page = client.get(page_of(contact))
    assert page.status_code == 200
    assert "Тајна реч" not in page.content.decode()
    assert client.post(page_of(contact, "reply"), {"text": "а"}).status_code == 400
    assert client.get("/desk/inbox/open/").status_code == 200


def test_statements_do_not_grow_with_the_conversation(client_of: ClientOf, operator: Actor) -> None:
    _, contact = a_report()
    client = client_of(operator)

    def statements() -> int:
        indexing.index_waiting(operator, limit=100)
        with CaptureQueriesContext(connection) as caught:
            client.get(page_of(contact))
        return len(caught)

    handling.reply(operator, contact_id=contact.id, text="Први")
    handling.add_note(operator, contact_id=contact.id, text="Белешка")
    statements()  # the first look at what is unread has statements of its own
    a_report()
    few = statements()
    for number in range(8):
        handling.add_note(operator, contact_id=contact.id, text=f"Белешка {number}")
        a_report()
    assert statements() == few <= 50


@pytest.mark.parametrize("queue", ["nonsense", "\0", "а" * 500, "team.x"])
def test_an_unknown_list_beside_the_contact_is_ones_own(client_of: ClientOf, operator: Actor, queue: str) -> None:
    _, contact = a_report()
    assert client_of(operator).get(page_of(contact), {"queue": queue}).status_code == 200
