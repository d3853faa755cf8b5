"""No dead state, no unreachable one; every line says who; the docs show the very tables of the code."""

import pytest

from smartsafe.people.rules import CAPABILITIES

from .states import OUTSIDE, PAGE, Machine, as_markdown, machines

EACH = pytest.mark.parametrize("machine", machines(), ids=lambda machine: machine.name)


@EACH
def test_every_state_can_be_reached(machine: Machine) -> None:
    reached, frontier = {machine.initial}, {machine.initial}
    while frontier:
        frontier = {line.after for line in machine.lines if line.before in frontier} - reached
        reached |= frontier
    assert reached == set(machine.states)


@EACH
def test_only_the_last_states_have_no_way_out(machine: Machine) -> None:
    leaving = {line.before for line in machine.lines if line.after != line.before}
    assert set(machine.states) - leaving == set(machine.last)


@EACH
def test_every_line_names_known_states_and_who_may(machine: Machine) -> None:
    for line in machine.lines:
        assert {line.before, line.after} <= set(machine.states)
        assert line.who
        assert set(line.who) <= set(CAPABILITIES) | OUTSIDE, line


@EACH
def test_one_action_leads_to_one_place(machine: Machine) -> None:
    """But for the steps by which referrals carry their case along, which name where they lead."""
    lines = [(line.before, line.verb, line.only) for line in machine.lines if line.verb != "advance"]
    assert len(lines) == len(set(lines))


def test_the_docs_show_the_tables_of_the_code() -> None:
    assert PAGE.exists(), "Write it: python -m tests.house.states"
    assert PAGE.read_text() == as_markdown(), "Write it anew: python -m tests.house.states"
