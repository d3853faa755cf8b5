"""The contact's state table: complete, without dead ends, and what may be answered."""

from smartsafe.contacts.rules import CONTACT, REPORTER
from smartsafe.people.rules import CAPABILITIES


def test_every_state_can_be_reached_and_left() -> None:
    reached = {CONTACT.initial}
    while more := {line.target for state in reached for line in CONTACT.from_status(state)} - reached:
        reached |= more
    assert reached == set(CONTACT.states)
    assert all(any(line.target != state for line in CONTACT.from_status(state)) for state in CONTACT.states)


def test_every_transition_says_who_may_and_none_is_ambiguous() -> None:
    for line in CONTACT.transitions:
        assert line.by == REPORTER or line.by in CAPABILITIES
        assert line.sources <= set(CONTACT.states)
    pairs = [(line.name, source) for line in CONTACT.transitions for source in line.sources]
    assert len(pairs) == len(set(pairs))


def test_a_reporter_who_writes_is_always_heard() -> None:
    assert all(CONTACT.allows("hear", state) for state in CONTACT.states)
    assert CONTACT.after("hear", "closed") == "in_progress"
