"""Whatever is wrong in a profile, the answer is one line that names a file; never anything else."""

import tomllib
from collections.abc import Iterator
from typing import Any
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartsafe.country.profile import loading
from smartsafe.country.profile.faults import Fault, Path, line_of, spelled

from .folders import ARCADIA

SOURCES = {path.relative_to(ARCADIA).as_posix(): path.read_text() for path in sorted(ARCADIA.rglob("*.toml"))}
PARSED = {name: tomllib.loads(source) for name, source in SOURCES.items()}


def _places(value: Any, above: Path = ()) -> Iterator[Path]:
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield (*above, key)
        yield from _places(child, (*above, key))


def _changed(value: Any, place: Path, put: Any) -> Any:
    """A copy of the value with something else, or nothing, at the place."""
    if not place:
        return put
    copy: Any = dict(value) if isinstance(value, dict) else list(value)
    if len(place) == 1 and put is ...:
        del copy[place[0]]
    else:
        copy[place[0]] = _changed(value[place[0]], place[1:], put)
    return copy


everywhere = st.sampled_from([(name, place) for name, parsed in PARSED.items() for place in _places(parsed)])
anything = st.one_of(
    st.just(...), st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.dates(),
    st.lists(st.text(max_size=3), max_size=3), st.dictionaries(st.text(max_size=3), st.text(max_size=3), max_size=3),
    st.lists(st.dictionaries(st.sampled_from(["code", "name"]), st.text(max_size=3)), max_size=3),
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(everywhere, anything)
def test_any_change_is_accepted_or_refused_in_one_line(where: tuple[str, Path], put: Any) -> None:
    name, place = where
    parsed = {**PARSED, name: _changed(PARSED[name], place, put)}
    fault = None
    with (
        mock.patch.object(loading, "_sources", return_value=SOURCES),
        mock.patch.object(loading, "_parsed", side_effect=lambda name, source: parsed[name]),
    ):
        try:
            loading.load(ARCADIA)
        except Fault as found:
            fault = found
    if fault:
        assert fault.file in SOURCES
        assert "\n" not in str(fault)
        assert fault.problem


@pytest.mark.parametrize("name", SOURCES)
def test_the_lines_found_hold_what_they_are_said_to_hold(name: str) -> None:
    lines = SOURCES[name].splitlines()
    for place in _places(PARSED[name]):
        line = line_of(SOURCES[name], place)
        assert line is not None, spelled(place)
        if isinstance(place[-1], str) and all(isinstance(part, str) for part in place):
            assert str(place[-1]) in lines[line - 1] or any(str(part) in lines[line - 1] for part in place)


@given(st.text(), st.lists(st.one_of(st.text(max_size=4), st.integers(0, 5)), max_size=4))
def test_finding_a_line_never_fails(source: str, place: list[str | int]) -> None:
    line_of(source, tuple(place))
