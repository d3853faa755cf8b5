"""Fonts subset from their packages, and one style sheet for each kind of page. Built at set-up, never committed."""

import importlib.util
import os
import re
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).resolve().parent
STATIC = HERE / "static" / "theme"
FACES = HERE.parent

# Serbian Cyrillic, the Latin of Serbia's languages, and the punctuation we set.
LETTERS = (
    *((0x20, 0x7E), (0xA0, 0xA0), (0xA9, 0xA9), (0xAB, 0xAB), (0xB0, 0xB0), (0xB7, 0xB7), (0xBB, 0xBB), (0xD7, 0xD7)),
    *((0x106, 0x107), (0x10C, 0x10D), (0x110, 0x111), (0x160, 0x161), (0x17D, 0x17E)),
    *((0x402, 0x402), (0x408, 0x40B), (0x40F, 0x40F), (0x410, 0x418), (0x41A, 0x428)),
    *((0x430, 0x438), (0x43A, 0x448), (0x452, 0x452), (0x458, 0x45B), (0x45F, 0x45F)),
    *((0x2010, 0x2014), (0x2018, 0x201E), (0x2022, 0x2022), (0x2026, 0x2026), (0x2190, 0x2190), (0x2192, 0x2192)),
    *((0x20AC, 0x20AC), (0x2116, 0x2116), (0x2212, 0x2212)),
)
FEATURES = ["kern", "locl", "tnum", "lnum", "mark", "mkmk", "ccmp"]
# name → package, file, weight to pin a variable font at
FONTS: dict[str, tuple[str, str, int | None]] = {
    "manrope": ("font_manrope", "Manrope-VariableFont_wght.ttf", 760),
    "source-sans-400": ("font_source_sans_pro", "SourceSansPro-Regular.ttf", None),
    "source-sans-600": ("font_source_sans_pro", "SourceSansPro-Semibold.ttf", None),
}
EVERYWHERE = ("button", "card", "exit", "field", "message", "notice", "steps", "table", "tag")
SHEETS: dict[str, tuple[list[str], tuple[str, ...]]] = {  # sheet → our pieces, then the faces whose own CSS follows
    "theme.css": (
        ["css/tokens", "css/base", *(f"components/{name}" for name in EVERYWHERE), "css/public"],
        ("public",),
    ),
    "desk.css": (
        ["css/tokens", "css/dark", "css/base", *(f"components/{name}" for name in (*EVERYWHERE, "menu")), "css/desk"],
        ("desk", "portal", "api"),
    ),
}


def build() -> list[Path]:
    """Make what is missing or older than its source; the files written."""
    return [*_fonts(), *_sheets()]


def _fonts() -> Iterable[Path]:
    for name, (package, file, weight) in FONTS.items():
        target = STATIC / "fonts" / f"{name}.woff2"
        if not target.exists() or target.stat().st_mtime < Path(__file__).stat().st_mtime:
            _subset(_package_folder(package) / "files" / file, target, weight)
            yield target


def _package_folder(package: str) -> Path:
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        raise RuntimeError(f"The package {package} is not installed.")
    return Path(found.origin).parent


def _subset(source: Path, target: Path, weight: int | None) -> None:
    from fontTools import subset  # slow to import, and needed once
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    font = TTFont(source)
    if weight is not None:
        font = instancer.instantiateVariableFont(font, {"wght": weight})
    options = subset.Options(layout_features=FEATURES, hinting=False, flavor="woff2", name_IDs=[0, 1, 2, 13, 14])
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[letter for first, last in LETTERS for letter in range(first, last + 1)])
    subsetter.subset(font)
    font.flavor = "woff2"
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_suffix(f".{os.getpid()}")
    font.save(half)
    half.replace(target)


def _sheets() -> Iterable[Path]:
    for name, (pieces, faces) in SHEETS.items():
        files = [STATIC / f"{piece}.css" for piece in pieces]
        files += [file for face in faces for file in sorted((FACES / face / "static" / face).rglob("*.css"))]
        sheet = "".join(minified(file.read_text()) for file in files).replace('url("../fonts/', 'url("fonts/')
        target = STATIC / name
        if not target.exists() or target.read_text() != sheet:
            half = target.with_suffix(f".{os.getpid()}")
            half.write_text(sheet)
            half.replace(target)
            yield target


def minified(css: str) -> str:
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};,]) ?", r"\1", css).replace(";}", "}").strip() + "\n"
