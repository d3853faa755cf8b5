"""The official letter: what it says, in which script and form, and that no text can break or rewrite it."""

from datetime import date
from typing import Any

import pypdfium2
import pytest

from smartsafe.documents.letters import Enclosure, Letter, Letterhead, letter, paragraphs
from smartsafe.documents.typesetting import printable

HOSTILE = [
    '#eval("1+1") #read("/etc/passwd") $x^2$ *bold* _it_ = heading',
    '"); #panic("out") //',
    "\\u{0041} #sys.inputs <label> @ref `code` ```raw```",
    "#include(\"letter.typ\")\n#set page(width: 1cm)",
]  # fmt: skip


def a_letter(**changes: Any) -> Letter:
    said: dict[str, Any] = {
        "language": "sr",
        "letterhead": Letterhead(above=["Република"], name="Контакт центар", reach=["Улица 1", "19833"]),
        "number": "NKC-P-2026-000123",
        "case_number": "NKC-2026-000051",
        "written_on": date(2026, 11, 23),
        "addressee": ["Служби за борбу против високотехнолошког криминала", "Булевар 2", "11070 Београд"],
        "subject": "Уцена",
        "known": [("Дете", "девојчица, 12–13")],
        "facts": "Први пасус.\n\nДруги пасус.",
        "hints": ["КЗ чл. 214, изнуда"],
        "asked": "Молимо поступање.",
        "due_on": date(2026, 12, 1),
        "enclosures": [Enclosure(file="data/evidence/001.jpg", what="Слика", sha256="ab" * 32)],
        "prepared_by": "Аналитичар Један",
        "approved_by": "Надзор Два",
    }
    return Letter(**(said | changes))


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", "\n")


def test_an_official_letter_in_serbian_cyrillic() -> None:
    pdf = letter(a_letter())
    said = text_of(pdf)
    for words in (
        "NKC-P-2026-000123", "23. новембар 2026.", "Служби за борбу", "Уцена", "девојчица", "Први пасус.",
        "1. децембар 2026.",
        "КЗ чл. 214", "само указивање", "ab" * 32, "Аналитичар Један", "Надзор Два", "Страна 1 од 1",
    ):  # fmt: skip
        assert words in said, words
    assert "НАЦРТ" not in said


@pytest.mark.parametrize(
    "name", ["Контакт центар", "Ђурђевдански центар за безбедност деце на интернету и још понечега"]
)
def test_the_name_stands_clear_of_the_lines_above_it(name: str) -> None:
    head = Letterhead(above=["Република", "Министарство ђурђица"], name=name, reach=["Улица 1", "19833"])
    text = pypdfium2.PdfDocument(letter(a_letter(letterhead=head)))[0].get_textpage()
    whole = text.get_text_range()
    above, below = whole.index("Министарство"), whole.index(name.split()[0])
    bottom = min(text.get_charbox(above + i, loose=True)[1] for i in range(len("Министарство ђурђица")))
    top = max(text.get_charbox(below + i, loose=True)[3] for i in range(len(name.split()[0])))
    assert bottom >= top


def test_it_is_pdf_a_2b() -> None:
    pdf = letter(a_letter())
    assert b"<pdfaid:part>2" in pdf
    assert b"<pdfaid:conformance>B" in pdf


def test_a_letter_that_nobody_approved_says_so_on_its_face() -> None:
    assert "НАЦРТ" in text_of(letter(a_letter(approved_by="")))


def test_another_country_writes_in_its_language() -> None:
    said = text_of(letter(a_letter(language="en", subject="Threats")))
    assert "Number" in said
    assert "23 November 2026" in said


@pytest.mark.parametrize("hostile", HOSTILE)
def test_words_from_people_are_shown_and_never_run(hostile: str) -> None:
    everywhere = letter(
        a_letter(
            facts=hostile, asked=hostile, subject=hostile, known=[(hostile, hostile)], hints=[hostile],
            addressee=[hostile, hostile], prepared_by=hostile, approved_by=hostile,
            enclosures=[Enclosure(file=hostile, what=hostile, sha256=hostile)],
        )
    )  # fmt: skip
    said = "".join(text_of(everywhere).split())
    assert "".join(hostile.split()) in said.replace("\u200b", "")


@pytest.mark.parametrize(
    "odd",
    [
        "\x00нула",
        "😀🧕🏽",
        "مرحبا بالعالم",
        "日本語",
        "\u202eобрнуто",
        "\ue000 приватно",
        "a" * 5000,
        "\n" * 500,
        "\ud800",
    ],
)
def test_no_character_stops_a_letter(odd: str) -> None:
    assert letter(a_letter(facts=odd, asked=odd, subject=odd[:200])).startswith(b"%PDF")


def test_what_no_font_has_stands_as_its_code() -> None:
    assert printable("а😀\x00\u202eб\n") == "а‹U+1F600›б\n"
    assert printable({"x": ["é", 1, None]}) == {"x": ["é", 1, None]}


def test_twenty_thousand_letters_take_pages_not_failures() -> None:
    document = pypdfium2.PdfDocument(letter(a_letter(facts="Реченица о догађају. " * 1000)))
    assert len(document) > 3


def test_paragraphs_keep_their_lines() -> None:
    assert paragraphs("а\r\nб\n\n\nв\n") == [["а", "б"], ["в"]]
