"""The character sets of the real world, and those that only pretend."""

import base64

import pytest

from smartsafe.channels.email import charsets

CYRILLIC = "Ђорђе и Љиљана траже помоћ: ћерки прете, џабе објашњавамо"
LATIN = "Đorđe i Žana traže pomoć: ćerki prete, šta činiti"
RUSSIAN = "Помогите, пожалуйста"


@pytest.mark.parametrize(
    ("words", "python", "declared"),
    [
        (CYRILLIC, "utf-8", "UTF-8"), (CYRILLIC, "cp1251", "windows-1251"), (CYRILLIC, "iso8859-5", "ISO-8859-5"),
        (LATIN, "cp1250", "windows-1250"), (LATIN, "cp1250", "CP-1250"), (LATIN, "iso8859-2", "iso-8859-2"),
        (RUSSIAN, "koi8-r", "KOI8-R"), (LATIN, "utf-16", "utf-16"), (LATIN, "utf-7", "utf-7"),
        (CYRILLIC, "utf-7", "unicode-1-1-utf-7"), ("naïve „quoted“", "cp1252", "iso-8859-1"),
        (CYRILLIC, "utf-8", "windows-1250"), (CYRILLIC, "utf-8", "us-ascii"), (CYRILLIC, "utf-8-sig", ""),
    ],
)  # fmt: skip
def test_what_is_declared_is_read(words: str, python: str, declared: str) -> None:
    assert charsets.decode(words.encode(python), declared) == words


@pytest.mark.parametrize(("words", "python"), [(CYRILLIC, "cp1251"), (LATIN, "cp1250"), (LATIN, "iso8859-2")])
@pytest.mark.parametrize("declared", ["", "x-unknown", "us-ascii", "utf-8"])
def test_what_is_not_declared_is_guessed(words: str, python: str, declared: str) -> None:
    assert charsets.decode(words.encode(python), declared) == words


def test_broken_letters_are_replaced() -> None:
    broken = CYRILLIC.encode()[:-1]
    assert charsets.decode(broken, "utf-8") == CYRILLIC[:-1] + "\ufffd"


@pytest.mark.parametrize("name", ["base64", "zlib", "idna", "punycode", "unicode_escape", "rot13", "undefined", "mbcs"])
def test_codecs_that_are_no_character_sets_are_not_used(name: str) -> None:
    assert charsets.known(name) == ""
    assert charsets.decode(b"\\u0041", name) == "\\u0041"


def _word(words: str, charset: str, python: str) -> str:
    return f"=?{charset}?B?{base64.b64encode(words.encode(python)).decode()}?="


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (_word("Молим за помоћ", "windows-1251", "cp1251"), "Молим за помоћ"),
        (_word("Помогите", "KOI8-R", "koi8-r"), "Помогите"),
        (_word("Pretnja porukama, šta činiti", "windows-1250", "cp1250"), "Pretnja porukama, šta činiti"),
        (f"Re: {_word('Помоћ', 'utf-8', 'utf-8')}", "Re: Помоћ"),
        ("=?utf-8?Q?=D0=9F=D0=BE=D0=BC=D0=BE=D1=9B_molim?=", "Помоћ molim"),
        ("=?utf-8?B?0J/QvtC80L7RmyDQ?=\r\n =?utf-8?B?vNC+0LvQuNC8?=", "Помоћ молим"),
        ("=?utf-8?B?!!!!?=", ""),
        ("=?utf-8?B?QUJ", "=?utf-8?B?QUJ"),
        ("=?no-such?Q?abc?=", "abc"),
        ("=?utf-8*sr?Q?abc?=", "abc"),
        ("plain\r\n folded\0", "plain folded"),
        ("Помоћ".encode().decode("ascii", "surrogateescape"), "Помоћ"),
        ("Помоћ нам треба".encode("cp1251").decode("ascii", "surrogateescape"), "Помоћ нам треба"),
    ],
)
def test_headers(header: str, words: str) -> None:
    assert charsets.header(header) == words
