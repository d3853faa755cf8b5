"""What a reporter may do: report, come back by code, write more, withdraw."""

import pytest

from smartsafe import clock
from smartsafe.audit.models import Entry
from smartsafe.contacts.actions import reporting
from smartsafe.contacts.answers import MAX_TEXT, Answers
from smartsafe.contacts.errors import NothingTold, TooLong, UnknownChoice
from smartsafe.contacts.models import Contact, Message
from smartsafe.contacts.reporter_queries import conversation_view
from smartsafe.contacts.sealed import open_body, open_details, open_subject
from smartsafe.country import hours
from smartsafe.country.profile import profile
from smartsafe.errors import NotFound
from smartsafe.live.queries import versions
from smartsafe.vault.public_keys import NoKeyring
from tests.factories.contacts import A_REPORT, a_report
from tests.factories.evidence import an_upload
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db


def _conversation(code: str) -> reporting.Conversation:
    opened = reporting.open_conversation(code)
    assert opened
    return opened


def test_a_report_becomes_a_contact_with_plain_codes_and_sealed_words() -> None:
    receipt, contact = a_report()
    assert len(receipt.code) == 16
    assert receipt.code.isdigit()
    assert contact.number == receipt.number
    assert (contact.status, contact.progress, contact.channel, contact.service) == (
        "new",
        "received",
        "form",
        "hotline",
    )
    assert (contact.threat, contact.child_age_band, contact.municipality) == ("sextortion", "12_13", "cacak")
    assert contact.reporter_kind == "child"
    assert contact.unread
    assert set(contact.harms) == set(profile().threat("sextortion").harms)
    assert contact.urgency == profile().threat("sextortion").urgency
    within = profile().deadlines.first_reply[contact.urgency]
    assert contact.first_reply_due == receipt.reply_by == hours.add_working_hours(contact.received_at, within)


def test_staff_with_the_keyring_read_every_word() -> None:
    operator = a_person("operator")
    _receipt, contact = a_report(email="mila@post.example")
    key = operator.open(contact.key_for_centre)
    message = contact.messages.get()
    assert open_body(key, message.id, message.sealed_body) == A_REPORT["text"]
    assert open_subject(key, contact.id, contact.sealed_subject) == profile().threat("sextortion").question.here()
    details = open_details(key, contact.id, contact.sealed_details)
    assert details.links == A_REPORT["links"]
    assert details.reach.email == "mila@post.example"
    assert details.form == {"about": "me"}


def test_danger_goes_first() -> None:
    _receipt, contact = a_report(danger=True, threats=["cyberbullying"])
    assert (contact.danger, contact.urgency, contact.danger_acknowledged_at) == (True, "immediate", None)
    contact.refresh_from_db()
    assert contact.rank == 0


def test_it_is_announced_and_written_in_the_audit_chain() -> None:
    before = versions(["inbox"])["inbox"]
    _receipt, contact = a_report()
    assert versions(["inbox"])["inbox"] > before
    entry = Entry.objects.get(object_kind="contact", object_id=str(contact.id))
    assert (entry.action, entry.actor_kind, entry.actor_id) == ("contact.received", "reporter", None)
    assert entry.details == {"channel": "form", "service": "hotline", "danger": False}


def test_without_a_vault_nothing_is_taken_in() -> None:
    with pytest.raises(NoKeyring):
        reporting.take_in(answers=Answers(text="помоћ"), language="sr")
    assert not Contact.objects.exists()


@pytest.mark.parametrize("changes", [{"text": " \n", "threats": [], "links": [], "handles": []}, {"text": "\0",
                         "threats": [], "links": [], "handles": []}])  # fmt: skip
def test_a_report_must_say_something(changes: dict) -> None:
    with pytest.raises(NothingTold):
        a_report(**changes)


def test_text_at_the_limit_is_taken_and_past_it_refused() -> None:
    _receipt, contact = a_report(text="ш" * MAX_TEXT)
    assert contact.messages.count() == 1
    with pytest.raises(TooLong, match=str(MAX_TEXT + 1)):
        a_report(text="ш" * (MAX_TEXT + 1))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("threats", ["dragons"]),
        ("age_band", "7"),
        ("gender", "dragon"),
        ("municipality", "atlantis"),
        ("place_of_harm", "moon"),
        ("about", "nobody"),
        ("service", "pizza"),
        ("reporter_kind", "robot"),
    ],
)
def test_codes_outside_the_profile_are_refused(field: str, value: object) -> None:
    with pytest.raises(UnknownChoice) as refusal:
        a_report(**{field: value})
    assert refusal.value.field == field


@pytest.mark.parametrize("text", ["שלום עולם مرحبا", "🙂👩‍👩‍👧‍👦", "Ово је mixed скрипта", "a\u202eb", "ред\r\nред"])
def test_any_writing_comes_back_as_it_was(text: str) -> None:
    receipt, _contact = a_report(text=text)
    assert conversation_view(_conversation(receipt.code)).messages[0].text == text


def test_the_code_opens_the_conversation_however_it_is_typed() -> None:
    receipt, contact = a_report()
    code = receipt.code
    arabic = "".join("٠١٢٣٤٥٦٧٨٩"[int(digit)] for digit in code)
    for typed in (code, f"{code[:4]} {code[4:8]} {code[8:12]} {code[12:]}", "-".join(code), arabic):
        assert _conversation(typed).contact_id == contact.id


@pytest.mark.parametrize("typed", ["", "1", "0" * 16, "не знам", "9" * 5000])
def test_a_wrong_code_opens_nothing(typed: str) -> None:
    a_report()
    assert reporting.open_conversation(typed) is None


def test_an_erased_contact_opens_nothing() -> None:
    receipt, contact = a_report()
    opened = _conversation(receipt.code)
    Contact.objects.filter(pk=contact.pk).update(key_for_receipt=b"")
    assert reporting.open_conversation(receipt.code) is None
    with pytest.raises(NotFound):
        reporting.resume(opened.contact_id, opened.private_key)


def test_the_reporter_writes_more_with_files() -> None:
    receipt, contact = a_report()
    Contact.objects.filter(pk=contact.pk).update(unread=False, indexed_at=clock.now())
    upload = an_upload("слика.png")
    reporting.write_more(_conversation(receipt.code), text="Још нешто", uploads=[upload])
    contact.refresh_from_db()
    assert contact.unread
    assert contact.indexed_at is None
    told = conversation_view(_conversation(receipt.code)).messages
    assert [message.text for message in told] == [A_REPORT["text"], "Још нешто"]
    assert told[1].files == ("слика.png",)


def test_writing_twice_by_one_submission_writes_once() -> None:
    import uuid

    receipt, _contact = a_report()
    opened, submission = _conversation(receipt.code), uuid.uuid4()
    for _again in range(2):
        reporting.write_more(opened, text="Једном", submission=submission)
    assert Message.objects.filter(submission=submission).count() == 1


@pytest.mark.parametrize(("text", "error"), [("  ", NothingTold), ("а" * (MAX_TEXT + 1), TooLong)])
def test_a_message_says_something_and_not_too_much(text: str, error: type[Exception]) -> None:
    receipt, _contact = a_report()
    with pytest.raises(error):
        reporting.write_more(_conversation(receipt.code), text=text)


def test_writing_to_a_closed_contact_opens_it_again() -> None:
    receipt, contact = a_report()
    Contact.objects.filter(pk=contact.pk).update(status="closed", closed_at=clock.now(), outcome="advised")
    reporting.write_more(_conversation(receipt.code), text="Опет се дешава")
    contact.refresh_from_db()
    assert (contact.status, contact.outcome, contact.closed_at) == ("in_progress", "", None)
    assert contact.unread


def test_a_merged_contact_still_works_for_its_reporter_and_wakes_the_other() -> None:
    _other, target = a_report()
    receipt, contact = a_report(text="Друга пријава")
    Contact.objects.filter(pk=contact.pk).update(
        status="closed", closed_at=clock.now(), outcome="merged", merged_into=target
    )
    Contact.objects.filter(pk=target.pk).update(unread=False)
    reporting.write_more(_conversation(receipt.code), text="Још")
    target.refresh_from_db()
    assert target.unread
    assert len(conversation_view(_conversation(receipt.code)).messages) == 2


def test_asking_to_withdraw_is_told_once() -> None:
    receipt, contact = a_report()
    for _again in range(2):
        reporting.ask_withdrawal(_conversation(receipt.code))
    contact.refresh_from_db()
    assert contact.wants_withdrawal
    assert contact.messages.filter(kind="system", code="withdrawal_asked").count() == 1
    view = conversation_view(_conversation(receipt.code))
    assert view.wants_withdrawal
    assert view.messages[-1].side == "system"
    assert view.messages[-1].text


def test_reading_marks_replies_as_read() -> None:
    receipt, contact = a_report()
    opened = _conversation(receipt.code)
    reply = Message(contact=contact, kind="to_reporter", channel="form", at=clock.now())
    from smartsafe.contacts.sealed import seal_body

    reply.sealed_body = seal_body(opened.record_key, reply.id, "Хвала што пишеш.")
    reply.save()
    assert conversation_view(opened).messages[1].new
    reporting.mark_read(opened)
    assert not conversation_view(opened).messages[1].new


def test_notes_of_the_staff_never_reach_the_reporter() -> None:
    receipt, contact = a_report()
    Message.objects.create(contact=contact, kind="note", channel="form", at=clock.now(), sealed_body=b"x")
    assert len(conversation_view(_conversation(receipt.code)).messages) == 1


def test_the_outcome_is_told_as_far_as_the_profile_allows() -> None:
    receipt, contact = a_report()
    told = next(outcome for outcome in profile().referral_outcomes if outcome.told)
    silent = next(outcome for outcome in profile().referral_outcomes if not outcome.told)
    for outcome, sentence in ((told, str(told.told)), (silent, "")):
        Contact.objects.filter(pk=contact.pk).update(told_outcome=outcome.code, progress="concluded")
        view = conversation_view(_conversation(receipt.code))
        assert (view.outcome, view.progress) == (sentence, "concluded")
