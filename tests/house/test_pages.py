"""The page checker finds what it says it finds."""

import pytest

from tests.pages import complaints

GOOD = (
    '<html lang="en"><head><title>Home</title></head><body><main><h1>Home</h1>{}</main></body></html>'
)  # fmt: skip


@pytest.mark.parametrize(
    ("part", "wrong"),
    [
        ("<p>Fine</p>", ""),
        ('<p style="color:red">x</p>', "inline style"),
        ("<script>alert(1)</script>", "inline script"),
        ('<a href="/x" onclick="f()">x</a>', "inline onclick"),
        ('<a href="javascript:f()">x</a>', "javascript: address"),
        ('<script src="https://cdn.example/x.js"></script>', "a third party"),
        ("<h1>Again</h1>", "one h1"),
        ('<i id="a"></i><i id="a"></i>', "same id twice"),
        ('<input name="city">', "no label for city"),
        ('<label>City <input name="city"></label>', ""),
        ('<label for="c">City</label><input id="c" name="city">', ""),
        ('<input name="x" type="hidden">', ""),
        ('<form method="post"><button>Go</button></form>', "no CSRF token"),
        ('<form method="post"><input type="hidden" name="csrfmiddlewaretoken"><button>Go</button></form>', ""),
        ('<form><label>F <input type="file" name="f"></label></form>', "enctype"),
        ('<a href="/x"><svg></svg></a>', "no name for <a"),
        ('<button aria-label="Close"><svg></svg></button>', ""),
        ('<img src="/x.png">', "no alt"),
        ("<p>%(count)s files</p>", "placeholder"),
    ],
)
def test_complaints(part: str, wrong: str) -> None:
    said = complaints(GOOD.format(part), "en")
    assert (wrong in " ".join(said) and bool(said)) if wrong else said == []


def test_scripts_of_serbian() -> None:
    page = GOOD.replace('lang="en"', 'lang="sr-Latn-RS"').replace("Home", "Početna")
    assert complaints(page.format("<p>Zdravo</p>"), "sr-latn") == []
    assert "Cyrillic" in complaints(page.format("<p>Здраво</p>"), "sr-latn")[0]
    assert complaints(page.format("<p>Здраво, каже</p>"), "sr-latn", words=["Здраво, каже"]) == []
    assert complaints(page.format('<p lang="sr-Cyrl">Здраво</p>'), "sr-latn") == []


def test_english_left_on_a_serbian_page() -> None:
    page = GOOD.replace('lang="en"', 'lang="sr-Cyrl-RS"').replace("Home", "Почетна")
    assert "left in English" in complaints(page.format("<p>This file is no longer kept.</p>"), "sr")[0]
