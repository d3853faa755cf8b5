"""Compile message catalogues; derive Serbian Latin from Serbian Cyrillic."""

import os
from collections.abc import Iterator
from pathlib import Path

import polib

from . import scripts

PACKAGE = Path(__file__).resolve().parents[1]
DERIVED = {"sr": "sr_Latn"}


def sources() -> Iterator[Path]:
    """Every written catalogue: `…/locale/<language>/LC_MESSAGES/django.po`."""
    for path in PACKAGE.glob("**/locale/*/LC_MESSAGES/django.po"):
        if path.parents[1].name not in DERIVED.values():
            yield path


def build() -> list[Path]:
    """Compile what changed since the last time; the files written."""
    written = []
    rule = Path(scripts.__file__).stat().st_mtime
    for source in sources():
        changed = source.stat().st_mtime
        compiled = source.with_suffix(".mo")
        derived = DERIVED.get(source.parents[1].name)
        latin = source.parents[2] / derived / "LC_MESSAGES" / "django.mo" if derived else None
        if not _newer(compiled, changed):
            _write(compiled, polib.pofile(str(source)))
            written.append(compiled)
        if latin and not _newer(latin, max(changed, rule)):
            _write(latin, _in_latin(polib.pofile(str(source)), derived or ""))
            written.append(latin)
    return written


def _newer(path: Path, moment: float) -> bool:
    return path.exists() and path.stat().st_mtime > moment


def _in_latin(catalogue: polib.POFile, language: str) -> polib.POFile:
    catalogue.metadata["Language"] = language
    for entry in catalogue:
        entry.msgstr = scripts.to_latin(entry.msgstr)
        entry.msgstr_plural = {number: scripts.to_latin(text) for number, text in entry.msgstr_plural.items()}
    return catalogue


def _write(path: Path, catalogue: polib.POFile) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(f".{os.getpid()}")
    half.write_bytes(catalogue.to_binary())
    half.replace(path)
