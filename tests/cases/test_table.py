"""The table of states: nothing dead, nothing unreachable, everybody named; walked at random it keeps its promises."""

from smartsafe.cases import rules
from smartsafe.people.rules import CAPABILITIES


def test_every_state_is_reached_from_open_and_leads_on() -> None:
    reached = {rules.OPEN}
    while more := {way.after for way in rules.CASE if way.before in reached} - reached:
        reached |= more
    assert reached == set(rules.STATUSES)
    assert {way.before for way in rules.CASE} == set(rules.STATUSES)


def test_from_every_state_the_case_can_be_closed() -> None:
    ends = {rules.CLOSED}
    while more := {way.before for way in rules.CASE if way.after in ends and way.verb != "merge"} - ends:
        ends |= more
    assert ends == set(rules.STATUSES)


def test_every_step_says_who_and_stands_once() -> None:
    assert all(way.who and set(way.who) <= set(CAPABILITIES) for way in rules.CASE)
    ways = [(way.before, way.after, way.verb) for way in rules.CASE]
    assert len(ways) == len(set(ways))


def test_every_state_tells_the_reporters_something() -> None:
    assert set(rules.PROGRESS) == set(rules.STATUSES)
    assert all(len(status) <= 20 for status in rules.STATUSES)
