"""Small files, small functions, names that say what they are about."""

import re

import pytest

from .source import PACKAGE, functions, python_files, templates

DUMPING_GROUNDS = {"utils", "util", "helpers", "helper", "common", "misc", "signals", "stuff"}


def test_no_python_file_passes_400_lines() -> None:
    long = {str(path): count for path in python_files() if (count := len(path.read_text().splitlines())) > 400}
    assert not long, f"Make each a folder of the same name: {long}"


def test_no_template_passes_150_lines() -> None:
    long = {str(path): count for path in templates() if (count := len(path.read_text().splitlines())) > 150}
    assert not long, f"Take partials out of these templates: {long}"


def test_no_function_passes_60_lines() -> None:
    long = {
        f"{path}:{function.name}": length
        for path in python_files()
        for function in functions(path)
        if (length := (function.end_lineno or 0) - function.lineno + 1) > 60
    }
    assert not long, f"Split these functions by what they do: {long}"


def test_nothing_is_a_dumping_ground() -> None:
    found = [path for path in PACKAGE.rglob("*") if path.stem in DUMPING_GROUNDS]
    assert not found, f"Name these after what they are about: {found}"


def test_no_signal_receivers() -> None:
    found = [
        path for path in python_files(PACKAGE) if "dispatch" in path.read_text() and "receiver" in path.read_text()
    ]
    assert not found, f"Call downwards instead of sending signals: {found}"


@pytest.mark.parametrize(
    ("attribute", "known", "ask"),
    [
        ("actor", ("people/middleware.py", "faces/theme/doors.py"), "actor_of(request)` of the theme's doors"),
        ("auth", ("faces/api/acting.py",), "access_of(request)` of the API"),
    ],
)
def test_who_acts_is_read_in_one_place(attribute: str, known: tuple[str, ...], ask: str) -> None:
    """`request.actor` and `request.auth` are untyped: everywhere else asks the function, which says what they are."""
    reading = re.compile(rf"""request\.{attribute}\b|getattr\(request, ["']{attribute}["']""")
    found = [str(path) for path in python_files(PACKAGE) if reading.search(path.read_text())]
    found = [path for path in found if not path.endswith(known)]
    assert not found, f"Use `{ask}: {found}"
