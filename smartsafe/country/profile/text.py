"""A text of the profile in several languages, rendered in the one that is active when it is shown."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language
from pydantic import GetCoreSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from .languages import Languages

LONGEST = 20_000


class Text:
    """Words in one or more languages. `str(text)` gives them in the active language, so templates just print it."""

    __slots__ = ("_languages", "_shown", "_words")

    def __init__(self, words: Mapping[str, str], languages: Languages | None = None) -> None:
        self._words = dict(words)
        self._languages = languages
        self._shown: dict[str, str] = {}  # by language, once asked: deriving a script costs more than keeping it

    def here(self) -> str:
        """In the active language."""
        return self.in_language(get_language() or "")

    def in_language(self, code: str) -> str:
        """In that language; a derived one is made from its source; a missing one falls back to the first language."""
        shown = self._shown.get(code)
        if shown is None:
            shown = self._made(code)
            if self._languages and self._languages.get(code):
                self._shown[code] = shown
        return shown

    def _made(self, code: str) -> str:
        if code in self._words:
            return self._words[code]
        language = self._languages.get(code) if self._languages else None
        if language and language.derived_from in self._words:
            return _to_latin(self._words[language.derived_from])
        if language and language.falls_back_to:
            return self.in_language(language.falls_back_to)
        return next(iter(self._words.values())) if not self._languages else self._words[self._languages.first]

    @property
    def written(self) -> frozenset[str]:
        """The languages in which it was written (not derived)."""
        return frozenset(self._words)

    def filled(self, **values: "str | Text") -> "Text":
        """The same text with `{names}` replaced in every language."""
        return Text(
            {
                code: words.format(**{k: v.in_language(code) if isinstance(v, Text) else v for k, v in values.items()})
                for code, words in self._words.items()
            },
            self._languages,
        )

    def __str__(self) -> str:
        return self.here()

    def __repr__(self) -> str:
        return f"Text({self._words!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and self._words == other._words

    def __hash__(self) -> int:
        return hash(frozenset(self._words.items()))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(_validated)


def _to_latin(text: str) -> str:
    from smartsafe.language.scripts import to_latin

    return to_latin(text)


def _validated(value: Any, info: ValidationInfo) -> Text:
    """A table of language → words, or plain words in the first language."""
    languages: Languages | None = (info.context or {}).get("languages")
    if isinstance(value, Text):
        return value
    if isinstance(value, str):
        value = {languages.first if languages else "": value}
    if not isinstance(value, dict) or not value:
        raise PydanticCustomError("text", "must be a text, or a table with one text for each language")
    for code, words in value.items():
        if languages and languages.get(code) is None:
            known = ", ".join(language.code for language in languages.all)
            raise PydanticCustomError(
                "text", "“{code}” is not a language of this profile ({known})", {"code": code, "known": known}
            )
        if not isinstance(words, str) or not words.strip():
            raise PydanticCustomError("text", "the text in “{code}” is empty", {"code": code})
        if len(words) > LONGEST or "\0" in words:
            raise PydanticCustomError("text", "the text in “{code}” is too long or holds a NUL", {"code": code})
    if languages and languages.first not in value:
        raise PydanticCustomError("text", "has no text in “{code}”, the first language", {"code": languages.first})
    return Text({code: words.strip() for code, words in value.items()}, languages)
