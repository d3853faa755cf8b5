"""Coming back with the code: the conversation, a further message, withdrawing, leaving, guessing."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from smartsafe import clock
from smartsafe.contacts.models import Contact, Message
from smartsafe.contacts.sealed import seal_body
from smartsafe.country.profile import profile
from smartsafe.faces.public.comeback import guessing
from tests.factories.contacts import a_report
from tests.factories.evidence import a_picture
from tests.factories.people import a_person

from .filling_in import Reporter, errors_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_guesses() -> None:
    guessing.forget_all()


def _reply(contact: Contact, text: str) -> Message:
    key = a_person("operator").open(contact.key_for_centre)
    reply = Message(contact=contact, kind="to_reporter", channel="form", at=clock.now())
    reply.sealed_body = seal_body(key, reply.id, text)
    reply.save()
    return reply


def _back(language: str = "sr") -> tuple[Reporter, Contact]:
    receipt, contact = a_report()
    mila = Reporter(language=language)
    assert mila.come_back(receipt.code).url == f"/{language}/return/conversation/"
    return mila, contact


def test_the_answer_is_read_and_marked_as_read() -> None:
    mila, contact = _back()
    reply = _reply(contact, "Добро је што пишеш. Ту смо.")
    page = text_of(mila.talk())
    assert "Добро је што пишеш. Ту смо." in page
    assert "bubble-new" in page
    reply.refresh_from_db()
    assert reply.read_at
    assert "bubble-new" not in text_of(mila.talk())


def test_more_is_written_with_a_file_and_double_presses_write_once() -> None:
    mila, contact = _back()
    import re
    import uuid

    page = text_of(mila.talk())
    submission = re.search(r'name="submission" value="([^"]+)"', page)
    assert submission
    assert uuid.UUID(submission[1])
    file = SimpleUploadedFile("доказ.png", a_picture(), "image/png")
    for _press in range(2):
        file.seek(0)
        assert mila.talk(text="Још нешто", submission=submission[1], files=[file]).status_code == 302
    assert contact.messages.count() == 2
    assert text_of(mila.talk()).count("доказ.png") == 1


@pytest.mark.parametrize("submission", ["", "not-a-uuid", "\0"])
def test_a_tampered_submission_still_writes(submission: str) -> None:
    mila, contact = _back()
    assert mila.talk(text="Још", submission=submission).status_code in (302, 422)
    assert contact.messages.count() <= 2


def test_a_refused_file_keeps_the_words() -> None:
    mila, contact = _back()
    empty = SimpleUploadedFile("prazno.png", b"", "image/png")
    refused = mila.talk(text="Ово ми је важно", files=[empty])
    assert refused.status_code == 422
    assert "prazno.png" in text_of(refused)
    assert "Ово ми је важно</textarea>" in text_of(refused)
    assert contact.messages.count() == 1


def test_an_empty_message_and_one_too_long_are_told() -> None:
    mila, contact = _back()
    assert mila.talk(text="  ").status_code == 422
    long = mila.talk(text="ж" * 20_001)
    assert long.status_code == 422
    assert "ж" * 20_001 in text_of(long)
    assert contact.messages.count() == 1


def test_withdrawing_is_asked_once_and_told() -> None:
    mila, contact = _back()
    assert 'value="withdraw"' in text_of(mila.talk())
    mila.talk(go="withdraw")
    contact.refresh_from_db()
    assert contact.wants_withdrawal
    page = text_of(mila.talk())
    assert 'value="withdraw"' not in page
    assert "is-system" in page


def test_progress_and_outcome_show() -> None:
    mila, contact = _back()
    told = next(outcome for outcome in profile().referral_outcomes if outcome.told)
    Contact.objects.filter(pk=contact.pk).update(progress="concluded", told_outcome=told.code)
    page = text_of(mila.talk())
    assert 'class="is-concluded" aria-current="step"' in page
    assert told.told
    assert told.told.in_language("sr") in page


def test_leaving_closes_the_conversation_here() -> None:
    mila, _contact = _back()
    left = mila.client.get("/sr/return/leave/")
    assert left.cookies["talk"].value == ""
    assert "Неко ми прети" not in text_of(mila.talk())


def test_half_an_hour_of_silence_closes_it_and_typed_words_come_back() -> None:
    mila, _contact = _back(language="en")
    import time
    from unittest import mock

    later = time.time() + timedelta(minutes=31).total_seconds()
    with mock.patch("time.time", return_value=later):
        closed = mila.talk(text="Ово сам управо написала")
    assert closed.status_code == 401
    assert "Ово сам управо написала" in text_of(closed)
    assert "Enter the code again" in text_of(closed)


@pytest.mark.parametrize("cookie", ["x", "AAAA:1:AAAA", "A" * 4000])
def test_a_forged_session_opens_nothing(cookie: str) -> None:
    mila = Reporter()
    mila.client.cookies["talk"] = cookie
    assert "bubble" not in text_of(mila.talk())


def test_the_session_cookie_is_for_our_eyes_only() -> None:
    receipt, _contact = a_report()
    cookie = Reporter().come_back(receipt.code).cookies["talk"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"], cookie["expires"]) == (True, "Strict", "", "")
    assert receipt.code not in cookie.value


@pytest.mark.parametrize("typed", ["0000 0000 0000 0000", "1", "12345678901234567890", "<b>1</b>"])
def test_every_wrong_code_gets_the_same_words(typed: str) -> None:
    a_report()
    wrong = Reporter(language="en").come_back(typed)
    assert wrong.status_code == 422
    assert "This code opens nothing" in errors_of(wrong)


@pytest.mark.parametrize("typed", ["", "код", "\0", "9" * 100])
def test_what_is_no_code_at_all_is_told(typed: str) -> None:
    wrong = Reporter().come_back(typed)
    assert wrong.status_code == 422
    assert errors_of(wrong)


def test_a_code_works_with_spaces_dashes_and_other_digits() -> None:
    receipt, _contact = a_report()
    eastern = receipt.code.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    for typed in (" ".join(receipt.code), "-".join([receipt.code[:8], receipt.code[8:]]), eastern):
        assert Reporter().come_back(typed).status_code == 302


def test_somebody_with_an_open_conversation_is_led_to_it() -> None:
    mila, _contact = _back()
    assert mila.client.get("/sr/return/").url == "/sr/return/conversation/"
