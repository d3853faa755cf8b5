"""Bring the written catalogues in line with the sentences found, and say what is still missing."""

from collections.abc import Collection, Iterator
from pathlib import Path

import polib

from .catalogues import PACKAGE
from .extraction import Found, Sentence, extract_all

PLURALS = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
LANGUAGE = "sr"


def catalogue_path(locale_folder: Path) -> Path:
    return locale_folder / LANGUAGE / "LC_MESSAGES" / "django.po"


def update(only: Collection[str] = ()) -> list[Path]:
    """Add new sentences, retire those gone; the files changed. `only`: app folders such as `contacts`, `faces/desk`."""
    changed = []
    for folder, found in extract_all().items():
        if not only or folder.parent.relative_to(PACKAGE).as_posix() in only:
            path = catalogue_path(folder)
            before = path.read_text() if path.exists() else ""
            after = str(_merged(path, found)) + "\n"
            if after.strip() != before.strip():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(after)
                changed.append(path)
    return changed


def _open(path: Path) -> polib.POFile:
    if path.exists():
        return polib.pofile(str(path), wrapwidth=100)
    catalogue = polib.POFile(wrapwidth=100)
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": LANGUAGE,
        "Plural-Forms": PLURALS,
    }
    return catalogue


def _of(entry: polib.POEntry) -> Sentence:
    return Sentence(entry.msgid, entry.msgid_plural, entry.msgctxt or "")


def _merged(path: Path, found: Found) -> polib.POFile:
    catalogue = _open(path)
    known = {_of(entry): entry for entry in catalogue}
    for sentence, entry in known.items():
        entry.obsolete = sentence not in found.sentences
    for sentence, files in found.sentences.items():
        if sentence not in known:
            forms = {"msgstr_plural": {0: "", 1: "", 2: ""}} if sentence.plural else {"msgstr": ""}
            entry = polib.POEntry(
                msgid=sentence.text, msgid_plural=sentence.plural, msgctxt=sentence.context or None, **forms
            )
            catalogue.append(entry)
            known[sentence] = entry
        known[sentence].occurrences = [(file, "") for file in sorted(set(files))]
    return catalogue


def complaints() -> Iterator[str]:
    """One line for each missing, retired or contradictory translation."""
    chosen: dict[Sentence, tuple[str, Path]] = {}
    for folder, found in sorted(extract_all().items()):
        path = catalogue_path(folder)
        where = path.relative_to(PACKAGE.parent)
        known = {_of(entry): entry for entry in _open(path) if not entry.obsolete}
        for sentence in found.sentences:
            entry = known.get(sentence)
            if entry is None or not entry.translated():
                yield f"{where}: not translated: {sentence.text!r}"
        for sentence, entry in known.items():
            if sentence not in found.sentences:
                yield f"{where}: nothing says this any more: {sentence.text!r}"
            elif entry.msgstr:
                other, place = chosen.setdefault(sentence, (entry.msgstr, where))
                if other != entry.msgstr:
                    yield f"{where}: {sentence.text!r} is {entry.msgstr!r} here, {other!r} in {place}; add a context"
