"""The code after sending: shown for ten minutes in one browser, on a card, and nowhere else."""

from datetime import timedelta

import pypdfium2
import pytest

from smartsafe import clock
from smartsafe.documents.cards import wallet_card
from smartsafe.vault.receipts import in_groups

from .filling_in import Reporter, text_of

pytestmark = pytest.mark.django_db


def test_the_code_is_shown_for_ten_minutes_only() -> None:
    mila = Reporter(language="en")
    mila.answer_until()
    code = mila.code()
    with clock.at(clock.now() + timedelta(minutes=9)):
        assert mila.code() == code
    with clock.at(clock.now() + timedelta(minutes=11)):
        over = mila.client.get("/en/sent/")
        assert over.status_code == 404
        assert "not shown any more" in text_of(over)
        assert over.cookies["form"].value == ""


def test_the_code_stands_in_no_address_and_no_title() -> None:
    mila = Reporter()
    mila.answer_until()
    page = mila.client.get("/sr/sent/")
    code = mila.code()
    head = text_of(page).split("</title>")[0]
    assert not any(group in head for group in in_groups(code).split())
    assert code not in text_of(page)  # only in groups, for the eye
    assert "no-store" in page["Cache-Control"]


def test_an_unsent_form_is_not_lost_by_looking_for_a_code() -> None:
    mila = Reporter()
    mila.answer_until("child")
    looked = mila.client.get("/sr/sent/")
    assert looked.status_code == 404
    assert "form" not in looked.cookies
    assert mila.see("child").status_code == 200


@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
def test_the_card_shows_the_code_and_tells_nothing(language: str) -> None:
    mila = Reporter(language=language)
    mila.answer_until()
    card = mila.client.get(f"/{language}/sent/card.pdf")
    assert card["Content-Type"] == "application/pdf"
    words = pypdfium2.PdfDocument(card.content)[0].get_textpage().get_text_range()
    for group in in_groups(mila.code()).split():
        assert group in words
    for telling in ("прет", "pret", "насиљ", "child", "дете", "NKC", "НКЦ", "пријав", "report"):
        assert telling not in words.replace("/return/", "").lower()


def test_without_a_receipt_there_is_no_card() -> None:
    assert Reporter().client.get("/sr/sent/card.pdf").url == "/sr/sent/"


def test_a_card_is_one_page() -> None:
    made = wallet_card("1234567890123456", address="pametno.example/sr/return/", language="sr")
    assert len(pypdfium2.PdfDocument(made)) == 1
