"""Typst as a machine that takes data and gives PDF/A-2b. People's text enters as JSON, never as source.

The fonts are files of the font packages; nothing of the system is used, so a letter looks the same everywhere.
"""

import json
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import font_manrope
import font_source_sans_pro
import typst
from fontTools.ttLib import TTFont

TEMPLATES = Path(__file__).parent / "typst"
_FONTS = [Path(str(package.__file__)).parent / "files" for package in (font_manrope, font_source_sans_pro)]
# Headings fall back to the body's face, so its upright weights decide what can be shown. Its italic has no Cyrillic.
_BODY = ("SourceSansPro-Regular.ttf", "SourceSansPro-Semibold.ttf", "SourceSansPro-Bold.ttf")


def typeset(template: str, data: Any) -> bytes:
    """A PDF/A-2b of `typst/<template>`, to which `data` (JSON values) is given as `data`.

    Every text in it is made printable first, so that no character from outside can stop a letter.
    """
    return _compile(template, json.dumps(printable(data), ensure_ascii=False))


def _compile(template: str, data: str) -> bytes:
    compiler = typst.Compiler(
        (TEMPLATES / template).read_bytes(),
        root=TEMPLATES,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": data},
    )
    made = compiler.compile(format="pdf", pdf_standards="a-2b")
    assert isinstance(made, bytes)  # noqa: S101  # a list comes only for pictures
    return made


@cache
def _fonts() -> typst.Fonts:
    folders: list[Any] = [str(folder) for folder in _FONTS]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


@cache
def _glyphs() -> frozenset[int]:
    """Code points that our fonts can show: PDF/A allows no character without a glyph."""
    known = [frozenset(TTFont(_FONTS[1] / name, lazy=True).getBestCmap()) for name in _BODY]
    return frozenset.intersection(*known)


def printable(value: Any) -> Any:
    """The same JSON value with every text made printable: what no font has stands as its code, `‹U+1F600›`.

    Control and direction marks are left out: they could make a letter read differently from what it says.
    """
    if isinstance(value, str):
        return "".join(_printable(letter) for letter in unicodedata.normalize("NFC", value))
    if isinstance(value, list | tuple):
        return [printable(entry) for entry in value]
    if isinstance(value, dict):
        return {key: printable(entry) for key, entry in value.items()}
    return value


def _printable(letter: str) -> str:
    if letter == "\n" or ord(letter) in _glyphs():
        return letter if letter == "\n" or unicodedata.category(letter) not in ("Cc", "Cf", "Co") else ""
    if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Mn"):
        return " " if letter in "\t\r\v\f" else ""
    if unicodedata.category(letter) == "Zs":
        return " "
    return f"‹U+{ord(letter):04X}›"
