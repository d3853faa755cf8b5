"""What every page of the product keeps to; `complaints` reads a page and says what is wrong with it, in words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser

import polib

from tests.house.source import PACKAGE

HTML_LANGUAGE = {"sr": "sr-Cyrl-RS", "sr-latn": "sr-Latn-RS", "en": "en"}
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "path",
     "circle", "rect", "line"]
)  # fmt: skip
SILENT = frozenset(["script", "style", "svg", "template", "code", "kbd", "samp", "pre", "textarea"])
CONTROLS = ("input", "select", "textarea")
UNSEEN = ("hidden", "submit", "button", "image", "reset")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
INLINE_JSON = ("application/json", "application/ld+json", "importmap", "speculationrules")


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    parent: "Element | None" = None
    text: list[str] = field(default_factory=list)

    def up(self) -> Iterable["Element"]:
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent

    def said(self) -> str:
        return " ".join("".join(self.text).split())


class Page(HTMLParser):
    """A page as a flat list of elements, each knowing its parent and all text within it."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.texts: list[tuple[Element, str]] = []
        self._open: list[Element] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(
            tag, {name: value or "" for name, value in attrs}, self._open[-1] if self._open else None
        )  # fmt: skip
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            if self._open.pop().tag == tag:
                return

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text.append(data)
        if data.strip() and self._open:
            self.texts.append((self._open[-1], " ".join(data.split())))

    def all(self, *tags: str) -> list[Element]:
        return [element for element in self.elements if element.tag in tags]


@cache
def english_sentences() -> frozenset[str]:
    """Every English sentence that has a Serbian one that differs from it."""
    found: set[str] = set()
    for path in PACKAGE.rglob("locale/sr/LC_MESSAGES/django.po"):
        for entry in polib.pofile(str(path)):
            if entry.msgid != entry.msgstr and "%" not in entry.msgid and "{" not in entry.msgid:
                found.add(" ".join(entry.msgid.split()))
    return frozenset(sentence for sentence in found if len(sentence) > 3)


def complaints(
    html: str, language: str, *, words: Iterable[str] = (), part: bool = False, tokens: bool = True
) -> list[str]:
    """What is wrong with the page. `words`: what people typed, in whatever script; `part`: not a whole page.

    `tokens`: whether its forms carry a CSRF token. Those of the public face do not: a token needs a cookie (see
    `faces/public/doors.py` for what guards them instead).
    """
    page = Page(html)
    said = [
        *_inline(page),
        *_controls(page),
        *_forms(page, tokens),
        *_names(page),
        *_language(page, language, tuple(words)),
    ]
    return said if part else [*_whole(page, language), *said]


def _whole(page: Page, language: str) -> Iterable[str]:
    titles = [title for title in page.all("title") if not any(up.tag == "svg" for up in title.up())]
    if len(titles) != 1 or not titles[0].said():
        yield "a page has one title that says something"
    headings = page.all("h1")
    if len(headings) != 1 or not headings[0].said():
        yield f"a page has one h1 that says something, not {[heading.said() for heading in headings]}"
    lang = next((element.attributes.get("lang") for element in page.all("html")), None)
    if lang != HTML_LANGUAGE[language]:
        yield f"the page says lang={lang}, not {HTML_LANGUAGE[language]}"
    if not page.all("main"):
        yield "a page has a main part"


def _inline(page: Page) -> Iterable[str]:
    for element in page.elements:
        if element.tag == "style" or "style" in element.attributes:
            yield f"inline style at <{element.tag}>"
        own = element.tag == "script" and not element.attributes.get("src")
        if own and element.attributes.get("type") not in INLINE_JSON:
            yield "inline script"
        for name in element.attributes:
            if name.startswith("on"):
                yield f"inline {name} at <{element.tag}>"
        address = element.attributes.get("href") or element.attributes.get("src") or ""
        if address.lower().startswith("javascript:"):
            yield f"javascript: address at <{element.tag}>"
        loaded = element.tag in ("script", "img", "link", "iframe", "video", "audio", "source")
        if loaded and address.startswith(("http:", "https:", "//")) and element.attributes.get("rel") not in (
            "canonical", "alternate",
        ):  # fmt: skip
            yield f"a third party: {address}"
    identifiers = [element.attributes["id"] for element in page.elements if element.attributes.get("id")]
    twice = sorted({one for one in identifiers if identifiers.count(one) > 1})
    if twice:
        yield f"the same id twice: {twice}"


def _controls(page: Page) -> Iterable[str]:
    labelled = {label.attributes.get("for") for label in page.all("label") if label.said()}
    identifiers = {element.attributes.get("id") for element in page.elements}
    for control in page.all(*CONTROLS):
        kind = control.attributes.get("type", "")
        if control.tag == "input" and kind in UNSEEN:
            continue
        within = any(up.tag == "label" and up.said() for up in control.up())
        aria = control.attributes.get("aria-label") or control.attributes.get("aria-labelledby")
        if not (within or aria or control.attributes.get("id") in labelled):
            yield f"no label for {control.attributes.get('name') or control.attributes}"
        for described in control.attributes.get("aria-describedby", "").split():
            if described not in identifiers:
                yield f"aria-describedby names {described}, which is not there"


def _forms(page: Page, tokens: bool) -> Iterable[str]:
    carrying = {
        id(up)
        for control in page.all("input")
        if control.attributes.get("name") == "csrfmiddlewaretoken"
        for up in control.up()
        if up.tag == "form"
    }
    for form in page.all("form"):
        if form.attributes.get("method", "get").lower() == "post" and tokens and id(form) not in carrying:
            yield f"no CSRF token in the form to {form.attributes.get('action') or 'this page'}"
        files = any(
            control.attributes.get("type") == "file" for control in page.all("input") if form in list(control.up())
        )
        if files and form.attributes.get("enctype") != "multipart/form-data":
            yield "a form with files says enctype=multipart/form-data"


def _names(page: Page) -> Iterable[str]:
    images: dict[int, str] = {}
    for image in page.all("img", "svg"):
        name = image.attributes.get("alt", "") or image.attributes.get("aria-label", "") or image.said()
        for up in image.up():
            images[id(up)] = images.get(id(up), "") + name
        if image.tag == "img" and "alt" not in image.attributes:
            yield f"no alt at {image.attributes.get('src')}"
    for element in page.all("a", "button"):
        if element.tag == "a" and "href" not in element.attributes:
            continue
        name = element.attributes.get("aria-label") or element.attributes.get("title") or element.said()
        if not (name or images.get(id(element)) or element.attributes.get("aria-labelledby")):
            yield f"no name for <{element.tag} {element.attributes.get('href', '')}>"


def _language(page: Page, language: str, words: tuple[str, ...]) -> Iterable[str]:
    for element, text in _readable(page):
        if language == "sr" and text in english_sentences():
            yield f"left in English: “{text}”"
        if language == "sr-latn":
            rest = text
            for word in words:
                rest = rest.replace(" ".join(word.split()), "")
            if CYRILLIC.search(rest):
                yield f"Cyrillic for a reader of Latin: “{rest[:80]}” in <{element.tag}>"
        if re.search(r"%\([a-z_]+\)s|\{\{|\{%|\bNone\b", text):
            yield f"a placeholder was left: “{text[:80]}”"


def _readable(page: Page) -> Iterable[tuple[Element, str]]:
    """Texts and spoken attributes, but for code and for what says to be in another language."""
    spoken = [
        (element, " ".join(element.attributes[name].split()))
        for element in page.elements
        for name in ("aria-label", "title", "placeholder", "alt")
        if element.attributes.get(name)
    ]
    buttons = [
        (e, e.attributes["value"]) for e in page.all("input") if e.attributes.get("type") in ("submit", "button")
    ]
    for element, text in [*page.texts, *spoken, *buttons]:
        ups = list(element.up())
        other = any(up.tag != "html" and ("lang" in up.attributes or "data-words" in up.attributes) for up in ups)
        if not other and not any(up.tag in SILENT for up in ups):
            yield element, text
