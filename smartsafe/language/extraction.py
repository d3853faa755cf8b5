"""Find every sentence to translate in Python and in templates. A developer's tool: needs babel."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.extract import DEFAULT_KEYWORDS, extract
from django.template.base import Lexer, Token, TokenType
from django.utils.translation import trim_whitespace
from django.utils.translation.template import block_re, constant_re, endblock_re, inline_re, plural_re

from .catalogues import PACKAGE

KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


@dataclass(frozen=True)
class Sentence:
    text: str
    plural: str = ""
    context: str = ""


@dataclass
class Found:
    """The sentences of one catalogue with the files where each stands."""

    sentences: dict[Sentence, list[str]] = field(default_factory=dict)


def extract_all() -> dict[Path, Found]:
    """Locale folder → sentences of its app. The package's own folder takes what belongs to no app."""
    found: dict[Path, Found] = {}
    templates = (path for ending in ("html", "txt") for path in PACKAGE.rglob(f"templates/**/*.{ending}"))
    for path in sorted([*PACKAGE.rglob("*.py"), *templates]):
        sentences = in_python(path) if path.suffix == ".py" else in_template(path.read_text())
        for sentence in sentences:
            catalogue = found.setdefault(_locale_folder(path), Found())
            catalogue.sentences.setdefault(sentence, []).append(str(path.relative_to(PACKAGE.parent)))
    return found


def _locale_folder(path: Path) -> Path:
    parts = path.relative_to(PACKAGE).parts
    depth = 0 if len(parts) == 1 else 2 if parts[0] == "faces" and len(parts) > 2 else 1
    return PACKAGE.joinpath(*parts[:depth], "locale")


def in_python(path: Path) -> Iterator[Sentence]:
    with path.open("rb") as file:
        for _, message, _, context in extract("python", file, keywords=KEYWORDS):
            singular, plural = (message, "") if isinstance(message, str) else message[:2]
            yield Sentence(singular, plural, context or "")


def in_template(text: str) -> Iterator[Sentence]:
    tokens = iter(Lexer(text).tokenize())
    for token in tokens:
        if token.token_type == TokenType.BLOCK:
            if block := block_re.match(token.contents):
                yield _block(tokens, _unquote(block[2] or ""), "trimmed" in token.split_contents())
                continue
            if inline := inline_re.match(token.contents):
                yield Sentence(_unquote(inline[1]).replace("%", "%%"), "", _unquote(inline[3] or ""))
                continue
        if token.token_type in (TokenType.BLOCK, TokenType.VAR):
            for quoted in constant_re.findall(token.contents):
                yield Sentence(_unquote(quoted))


def _block(tokens: Iterator[Token], context: str, trimmed: bool) -> Sentence:
    forms: list[str] = [""]
    for token in tokens:
        if token.token_type == TokenType.BLOCK:
            if endblock_re.match(token.contents):
                break
            if plural_re.match(token.contents):
                forms.append("")
        elif token.token_type == TokenType.VAR:
            forms[-1] += f"%({token.contents})s"
        elif token.token_type == TokenType.TEXT:
            forms[-1] += token.contents.replace("%", "%%")
    if trimmed:
        forms = [trim_whitespace(form) for form in forms]
    return Sentence(forms[0], forms[1] if len(forms) > 1 else "", context)


def _unquote(text: str) -> str:
    return text[1:-1]
