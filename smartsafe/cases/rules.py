"""Who may do what with a case: its states as a table, and how far along each is."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

ADVISORY, REFERRAL = "advisory", "referral"
KINDS: dict[str, str | Promise] = {ADVISORY: _("Advisory"), REFERRAL: pgettext_lazy("kind of case", "Referral")}

OPEN, REFERRAL_PREPARED, REFERRED = "open", "referral_prepared", "referred"
WITH_INSTITUTION, OUTCOME_KNOWN = "with_institution", "outcome_known"
ADVICE_GIVEN, CLOSED = "advice_given", "closed"
STATUSES: dict[str, str | Promise] = {
    OPEN: pgettext_lazy("case", "Open"),
    REFERRAL_PREPARED: _("Referral prepared"),
    REFERRED: pgettext_lazy("case", "Referred"),
    WITH_INSTITUTION: _("With the institution"),
    OUTCOME_KNOWN: _("Outcome known"),
    ADVICE_GIVEN: _("Advice given"),
    CLOSED: pgettext_lazy("case", "Closed"),
}

# Whom the case is about, or who stands near it.
INVOLVED: dict[str, str | Promise] = {
    "child": _("Child"),
    "suspect": _("Suspect"),
    "guardian": _("Parent or guardian"),
    "other": _("Somebody else"),
}

MAX_TITLE = 200  # characters
MAX_WORDS = 20_000  # characters
MAX_NAME = 200
MAX_IDENTIFIERS = 30
MAX_HOURS = 400  # of working time until a task is due

DESK, PORTAL = "cases.handle", "portal"
PREPARING = "referrals.prepare"


@dataclass(frozen=True, slots=True)
class Step:
    """One way from a state to another. `verb` is the action that goes it; any one capability of `who` suffices."""

    before: str
    after: str
    verb: str
    who: tuple[str, ...]


def _steps(verb: str, who: tuple[str, ...], *ways: tuple[str, str]) -> tuple[Step, ...]:
    return tuple(Step(before, after, verb, who) for before, after in ways)


CASE: tuple[Step, ...] = (
    *_steps("give_advice", (DESK,), (OPEN, ADVICE_GIVEN)),
    *_steps("close", (DESK,), (ADVICE_GIVEN, CLOSED), (OUTCOME_KNOWN, CLOSED)),
    *_steps("reopen", (DESK,), (CLOSED, OPEN), (ADVICE_GIVEN, OPEN)),
    # The referrals of the case carry it onwards …
    *_steps(
        "advance",
        (PREPARING,),
        (OPEN, REFERRAL_PREPARED),
        (ADVICE_GIVEN, REFERRAL_PREPARED),
        (OUTCOME_KNOWN, REFERRAL_PREPARED),
        (REFERRAL_PREPARED, REFERRED),
        (WITH_INSTITUTION, REFERRED),
        (OUTCOME_KNOWN, REFERRED),
    ),
    *_steps(
        "advance",
        (PREPARING, PORTAL),
        (REFERRED, WITH_INSTITUTION),
        (REFERRAL_PREPARED, WITH_INSTITUTION),
        (OUTCOME_KNOWN, WITH_INSTITUTION),
        (WITH_INSTITUTION, OUTCOME_KNOWN),
        (REFERRED, OUTCOME_KNOWN),
        (REFERRAL_PREPARED, OUTCOME_KNOWN),
        (CLOSED, OUTCOME_KNOWN),  # a second institution answers after the end: somebody must read it
    ),
    # … and back, when they are declined or withdrawn.
    *_steps(
        "advance",
        (PREPARING, PORTAL),
        (REFERRED, REFERRAL_PREPARED),
        (WITH_INSTITUTION, REFERRAL_PREPARED),
        (REFERRAL_PREPARED, OPEN),
        (REFERRED, OPEN),
        (WITH_INSTITUTION, OPEN),
        (OUTCOME_KNOWN, OPEN),
    ),
    # What is merged into another case ends there.
    *_steps("merge", (DESK,), *((status, CLOSED) for status in STATUSES if status != CLOSED)),
)

# What the reporters are told while the case is in a state.
PROGRESS = {
    OPEN: "handling",
    REFERRAL_PREPARED: "handling",
    REFERRED: "institution",
    WITH_INSTITUTION: "institution",
    OUTCOME_KNOWN: "institution",
    ADVICE_GIVEN: "handling",
    CLOSED: "concluded",
}

# A merged case may have been further along than the one it is merged into.
ALONG = (OPEN, ADVICE_GIVEN, REFERRAL_PREPARED, REFERRED, WITH_INSTITUTION, OUTCOME_KNOWN)

URGENCIES_BY_WEIGHT = ("low", "normal", "high", "immediate")


def step(before: str, after: str, verb: str) -> Step | None:
    """The step of the table, if there is one."""
    return next((way for way in CASE if (way.before, way.after, way.verb) == (before, after, verb)), None)


def verbs_from(status: str) -> frozenset[str]:
    """Which actions a state allows, whoever asks."""
    return frozenset(way.verb for way in CASE if way.before == status)
