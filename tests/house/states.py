"""The state machines in one shape, and the page of the docs that shows them.

`python -m tests.house.states` writes docs/subsystems/states.md anew.
"""

from dataclasses import dataclass
from pathlib import Path

from .source import ROOT

OUTSIDE = {"reporter", "school", "applicant", "guardian", "system"}  # who acts without a capability
PAGE = ROOT / "docs" / "subsystems" / "states.md"


@dataclass(frozen=True)
class Line:
    before: str
    verb: str
    after: str
    who: tuple[str, ...]  # capabilities, any of which suffices, or one of OUTSIDE
    only: str = ""


@dataclass(frozen=True)
class Machine:
    name: str
    initial: str
    states: tuple[str, ...]
    lines: tuple[Line, ...]
    where: str
    # states that may have no way out
    last: frozenset[str] = frozenset()


def machines() -> list[Machine]:
    from smartsafe.cases import rules as cases
    from smartsafe.contacts import rules as contacts
    from smartsafe.outreach.activities import rules as activities
    from smartsafe.outreach.youth import rules as youth
    from smartsafe.referrals import rules as referrals

    contact = contacts.CONTACT
    return [
        Machine(
            "Contact",
            contact.initial,
            contact.states,
            tuple(
                Line(before, one.name, one.target, (one.by,))
                for one in contact.transitions
                for before in contact.states
                if before in one.sources
            ),
            "smartsafe/contacts/rules.py",
        ),
        Machine(
            "Case",
            cases.OPEN,
            tuple(cases.STATUSES),
            tuple(Line(way.before, way.verb, way.after, way.who) for way in cases.CASE),
            "smartsafe/cases/rules.py",
        ),
        Machine(
            "Referral",
            referrals.INITIAL,
            tuple(referrals.STATUSES),
            tuple(
                Line(
                    way.before, way.verb, way.after, (way.who,),
                    {None: "", True: "accepted before", False: "not accepted yet"}[way.accepted],
                )
                for way in referrals.REFERRAL
            ),
            "smartsafe/referrals/rules.py",
            frozenset(referrals.ENDED),
        ),
        Machine(
            "Activity",
            activities.REQUESTED,
            tuple(activities.STATUSES),
            tuple(Line(way.before, way.verb, way.after, (way.who,)) for way in activities.ACTIVITY),
            "smartsafe/outreach/activities/rules.py",
            frozenset(activities.ENDED),
        ),
        Machine(
            "Application to the youth programme",
            youth.WAITING,
            tuple(youth.STATUSES),
            tuple(Line(way.before, way.verb, way.after, (way.who,)) for way in youth.APPLICATION),
            "smartsafe/outreach/youth/rules.py",
            frozenset(youth.ENDED),
        ),
    ]  # fmt: skip


def as_markdown() -> str:
    parts = [
        "# The state machines\n",
        "Written by `python -m tests.house.states` from the tables in the code; a test fails when they differ.",
        "Who: a capability of `smartsafe/people/rules.py`; the reporter or the applicant by a code; the school or the",
        "guardian by a link; the system, once a day.\n",
    ]
    for machine in machines():
        parts.append(f"## {machine.name}\n")
        parts.append(f"Table: `{machine.where}`. Begins as *{machine.initial}*.\n")
        parts.append("| from | action | to | who |\n| --- | --- | --- | --- |")
        for line in machine.lines:
            verb = f"{line.verb} ({line.only})" if line.only else line.verb
            parts.append(f"| {line.before} | {verb} | {line.after} | {' or '.join(line.who)} |")
        parts.append("")
    return "\n".join(parts)


def write(page: Path = PAGE) -> None:
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(as_markdown())


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartsafe.project.settings.test")
    django.setup()
    write()
