"""Whatever is typed or sent: a clear sentence, what was typed still there, never an error page of the machine."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from smartsafe.contacts.models import Contact
from tests.factories.evidence import a_picture

from .filling_in import Reporter, errors_of, text_of

pytestmark = pytest.mark.django_db

LIMITS = [
    ("words", "text", 20_000),
    ("words", "when", 200),
    ("child", "municipality", 100),
    ("contact", "email", 254),
    ("contact", "phone", 60),
    ("contact", "name", 120),
]


@pytest.mark.parametrize(("step", "field", "most"), LIMITS)
def test_a_field_past_its_limit_says_so_and_keeps_what_was_typed(step: str, field: str, most: int) -> None:
    mila = Reporter()
    mila.answer_until(step)
    reachable = {"stay": "reachable", "phone": "011"} if step == "contact" else {}
    typed = "ш" * (most + 1)
    refused = mila.answer(step, **{**reachable, field: typed})
    assert refused.status_code == 422
    assert errors_of(refused)
    assert typed in text_of(refused)


@pytest.mark.parametrize(("step", "field", "most"), [entry for entry in LIMITS if entry[1] not in ("municipality",)])
def test_a_field_at_its_limit_is_taken(step: str, field: str, most: int) -> None:
    mila = Reporter()
    mila.answer_until(step)
    reachable = {"stay": "reachable", "phone": "011"} if step == "contact" else {}
    typed = "a" * (most - 8) + "@post.rs" if field == "email" else "ш" * most
    answered = mila.answer(step, **{**reachable, field: typed})
    if field == "email":  # 254 characters are fewer than our limit refuses; no such mailbox can exist
        assert answered.status_code in (302, 422)
    else:
        assert answered.status_code == 302


@pytest.mark.parametrize(("field", "typed"), [("links", "x" * 2_001), ("handles", "\n".join(map(str, range(51))))])
def test_too_many_or_too_long_lines_are_told(field: str, typed: str) -> None:
    mila = Reporter()
    mila.answer_until("words")
    refused = mila.answer("words", **{field: typed})
    assert refused.status_code == 422
    assert errors_of(refused)
    assert typed.splitlines()[-1] in text_of(refused)


@pytest.mark.parametrize(
    "typed", ["Ово је mešano 🙂", "مرحبا بك", "a\u202eb\u2066c", "👩‍👩‍👧‍👦", "<script>alert(1)</script>"]
)
def test_any_writing_is_taken_and_shown_as_words(typed: str) -> None:
    mila = Reporter()
    mila.answer_until(words={"text": typed, "handles": typed})
    assert mila.come_back(mila.code()).status_code == 302
    page = text_of(mila.talk())
    assert typed.replace("<", "&lt;").replace(">", "&gt;") in page
    assert "<script>alert" not in page


def test_a_nul_byte_is_told_at_the_field() -> None:
    mila = Reporter()
    mila.answer_until("words")
    refused = mila.answer("words", text="до\x00бро")
    assert refused.status_code == 422
    assert errors_of(refused)


def test_a_megabyte_of_text_comes_back_with_a_sentence() -> None:
    mila = Reporter()
    mila.answer_until("words")
    typed = "ж" * 500_000
    refused = mila.answer("words", text=typed)
    assert refused.status_code == 422
    assert typed in text_of(refused)
    assert mila.answer("words", text=typed, go="back").status_code == 422  # too much to keep aside: it stays here


def test_more_than_can_be_read_is_a_sentence_too() -> None:
    mila = Reporter()
    mila.answer_until("words")
    mila.client.raise_request_exception = False
    answered = mila.answer("words", text="ж" * 2_200_000)
    assert answered.status_code in (400, 413)
    assert "<h1" in text_of(answered)


CHOICES = [
    ("about", "about_whom"),
    ("what", "threats"),
    ("words", "place_of_harm"),
    ("child", "age_band"),
    ("child", "gender"),
    ("danger", "danger"),
    ("contact", "stay"),
]


@pytest.mark.parametrize(("step", "field"), CHOICES)
def test_answers_that_were_not_offered_are_told(step: str, field: str) -> None:
    mila = Reporter()
    mila.answer_until(step)
    refused = mila.answer(step, **{field: "dragons"})
    assert refused.status_code == 422
    assert errors_of(refused)


@pytest.mark.parametrize("email", ["mila", "mila@", "@post.example", "mila@post", "ми ла@post.example"])
def test_a_mistyped_mailbox_is_told(email: str) -> None:
    mila = Reporter()
    mila.answer_until("contact")
    refused = mila.answer("contact", stay="reachable", email=email)
    assert refused.status_code == 422
    assert email in text_of(refused)


def test_an_interrupted_upload_keeps_nothing_and_says_so() -> None:
    mila = Reporter()
    mila.answer_until("files")
    body = (
        b'--BORDER\r\nContent-Disposition: form-data; name="files"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n'
        + a_picture()[:40]
    )
    answered = mila.client.generic(
        "POST", mila.address("files"), body, content_type="multipart/form-data; boundary=BORDER"
    )
    assert answered.status_code == 422
    assert "error-summary" in text_of(answered)
    assert "a.png" not in text_of(mila.see("files"))


def test_eleven_files_are_one_too_many() -> None:
    mila = Reporter()
    mila.answer_until("files")
    many = [SimpleUploadedFile(f"{number}.png", a_picture(), "image/png") for number in range(11)]
    refused = mila.answer("files", files=many)
    assert refused.status_code == 422
    assert "10.png" in text_of(refused)
    assert text_of(refused).count('name="remove"') == 10


def test_a_broken_body_is_not_our_failure() -> None:
    client = Client(raise_request_exception=False)
    answered = client.generic("POST", "/sr/report/", b"\xff\xfe--", content_type="multipart/form-data; boundary=x")
    assert answered.status_code in (302, 400, 422)
    assert not Contact.objects.exists()
