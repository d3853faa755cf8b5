"""After a hundred reports, whoever carries the database and the data folder away reads no word of them."""

import base64
import logging
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from smartsafe.contacts.actions import forms, reporting
from smartsafe.contacts.models import Contact, FormDraft
from smartsafe.vault.receipts import in_groups
from tests.factories.evidence import an_upload
from tests.factories.people import a_vault
from tests.public.filling_in import Reporter, text_of

from .dumping import disguises, everything_stored, found_in

REPORTS = 100
STEMS = ["Тајнареч", "Imeplanted", "://planted-", "@skriven_", "@planted.example", "06477001", "уторакплант",
         "snimak-planted-", "sadrzaj-planted-", "Наставакпланта"]  # fmt: skip
ADDRESS, BROWSER = "203.0.113.77", "PlantedBrowser/77.7"


def _planted(number: int) -> dict[str, str]:
    return {
        "text": f"Тајнареч{number:03d}њљ",
        "name": f"Imeplanted{number:03d}",
        "link": f"https://planted-{number:03d}.example/sakriveno",
        "handle": f"@skriven_{number:03d}_nadimak",
        "email": f"adresa{number:03d}@planted.example",
        "phone": f"06477001{number:03d}",
        "when": f"уторакплант{number:03d}",
        "file": f"snimak-planted-{number:03d}.txt",
        "content": f"sadrzaj-planted-{number:03d}-kraj",
        "more": f"Наставакпланта{number:03d}",
    }


def _report(number: int) -> str:
    words = _planted(number)
    form = forms.start_form("hotline")
    told = {"about": "me", "threats": ["other"], "text": f"Почетак {words['text']} крај", "links": [words["link"]],
            "handles": [words["handle"]], "when": words["when"], "email": words["email"], "phone": words["phone"],
            "name": words["name"], "unfinished": {"words": {"text": words["text"]}}}  # fmt: skip
    forms.save_answers(form, answers=told)
    forms.add_file(form, upload=an_upload(words["file"], (words["content"] + "\n").encode() * 50))
    if number % 10 == 9:
        return ""  # left unfinished: a draft holds words, too
    code = forms.send_form(form, language="sr").code
    conversation = reporting.open_conversation(code)
    assert conversation
    reporting.write_more(conversation, text=words["more"])
    return code


@pytest.mark.django_db(transaction=True)
def test_nothing_planted_in_a_hundred_reports_can_be_read_from_what_is_stored() -> None:
    a_vault()
    codes = [code for number in range(REPORTS) if (code := _report(number))]
    assert Contact.objects.count() == len(codes) == 90
    assert FormDraft.objects.count() == 100
    stored = everything_stored()
    assert sum(map(len, stored.values())) > 200_000
    # What the hundred words of each kind have in common is looked for in every disguise; each whole word as it is.
    assert not found_in(stored, STEMS)
    whole = [word for number in range(REPORTS) for word in _planted(number).values()]
    whole += [*codes, *map(in_groups, codes)]
    assert all(any(stem in word for stem in STEMS) for word in _planted(7).values())
    joined = b"\n".join(stored.values())
    assert not [word for word in whole if word.encode() in joined]


def test_the_search_would_find_a_word_in_any_disguise() -> None:
    word = "Тајнареч001њљ"
    for form, shape in disguises(word).items():
        assert found_in({"table": b"....." + shape + b"...."}, [word]), form
    packed = zlib.compress(b"before " + word.encode() + b" after")
    assert found_in({"table": b"xx" + packed + b"yy"}, [word])
    for shift in range(6):
        coded = base64.b64encode(b"q" * shift + word.encode() + b"qqqq")
        assert found_in({"table": coded}, [word])


@pytest.mark.django_db(transaction=True)
def test_no_address_and_no_browser_of_a_reporter_is_stored_logged_or_sent_back(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    mila = Reporter()
    mila.client.defaults.update(
        {"REMOTE_ADDR": ADDRESS, "HTTP_USER_AGENT": BROWSER, "HTTP_X_FORWARDED_FOR": f"{ADDRESS}, {ADDRESS}"}
    )
    mila.answer_until("files")
    mila.answer("files", files=[SimpleUploadedFile("a.txt", b"some words here", "text/plain")])
    for step in ("child", "danger", "contact", "check"):
        mila.answer(step)
    code = mila.code()
    assert mila.come_back("1234").status_code == 422
    assert mila.come_back(code).status_code == 302
    answered = mila.talk()
    said = [text_of(answered), str(answered.headers), caplog.text]
    said += [cookie.OutputString() for cookie in mila.client.cookies.values()]
    for word in (ADDRESS, BROWSER):
        assert not found_in(everything_stored(), [word])
        assert not any(word in place for place in said)
    assert code not in caplog.text
