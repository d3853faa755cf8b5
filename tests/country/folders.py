"""Profiles for tests: a copy of a real one in a folder of its own, to be broken."""

import shutil
from pathlib import Path

from smartsafe.country.profile.faults import Fault
from smartsafe.country.profile.loading import load

PROFILES = Path(__file__).resolve().parents[2] / "profiles"
ARCADIA = PROFILES / "arcadia"
RS = PROFILES / "rs"


def copied(folder: Path, to: Path) -> Path:
    made = to / folder.name
    shutil.copytree(folder, made)
    return made


def replaced(folder: Path, file: str, old: str, new: str) -> int:
    """Replace the first `old` in the file; the line on which it stood."""
    path = folder / file
    source = path.read_text()
    assert old in source, f"{file} does not hold {old!r}"
    path.write_text(source.replace(old, new, 1))
    return source[: source.index(old)].count("\n") + 1


def fault_of(folder: Path) -> Fault:
    """The fault with which it is refused."""
    try:
        load(folder)
    except Fault as fault:
        return fault
    raise AssertionError("the profile was accepted")
