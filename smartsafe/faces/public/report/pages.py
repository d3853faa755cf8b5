"""What a screen of a form shows: the question, the way so far, and on the last one every answer."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from smartsafe.contacts.actions import forms as drafts
from smartsafe.contacts.actions.forms import OpenForm
from smartsafe.country.profile import profile
from smartsafe.evidence.rules import LARGEST, MOST_FILES

from . import places
from .forms import ABOUT, ABOUT_ICONS, DANGER, StepForm
from .steps import Path, Step

FIRST_THREATS = 10  # shown at once; the rest unfolds


@dataclass(frozen=True, slots=True)
class Picture:
    """One pictured choice."""

    code: str
    label: Any
    icon: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Told:
    """One answer on the last screen."""

    label: str
    lines: list[str]
    address: str
    step: str


def now_address(way: Path) -> str:
    return reverse(f"public:{way.name}_now")


def screen(
    request: HttpRequest,
    way: Path,
    here: Step,
    typed: StepForm,
    told: dict[str, Any],
    form: OpenForm | None,
    *,
    status: int = 200,
) -> HttpResponse:
    before = way.before(here)
    context: dict[str, Any] = {
        "way": way,
        "step": here,
        "question": here.question(told.get("about", "")),
        "form": typed,
        "told": told,
        "begun": form is not None,
        "back": way.address(before) if before else "",
        "check": "check" in request.GET or "check" in request.POST,
        "asked_for": told.get("asked_for", "") or request.POST.get("asked_for", ""),
        "gone": "gone" in request.GET and form is None,
        **MORE.get(here.code, _nothing)(way, typed, told, form),
    }
    return render(request, here.template, context, status=status)


def _nothing(way: Path, typed: StepForm, told: dict[str, Any], form: OpenForm | None) -> dict[str, Any]:
    return {}


def _about(way: Path, typed: StepForm, told: dict[str, Any], form: OpenForm | None) -> dict[str, Any]:
    chosen = typed["about_whom"].value() or ""
    return {"pictures": [Picture(code, label, ABOUT_ICONS[code], code == chosen) for code, label in ABOUT]}


def _what(way: Path, typed: StepForm, told: dict[str, Any], form: OpenForm | None) -> dict[str, Any]:
    chosen = typed["threats"].value() or []
    threats = [threat for threat in profile().threats if threat.code != "other"]
    first = [threat for number, threat in enumerate(threats) if number < FIRST_THREATS or threat.code in chosen]
    rest = [threat for threat in threats if threat not in first]
    other = [threat for threat in profile().threats if threat.code == "other"]

    def pictures(some: list[Any]) -> list[Picture]:
        return [Picture(threat.code, threat.question, threat.icon, threat.code in chosen) for threat in some]

    return {"pictures": pictures(first), "more_pictures": pictures(rest), "last_pictures": pictures(other)}


def is_sexual(told: dict[str, Any]) -> bool:
    """Whether pictures of it could be abuse material, which nobody may send on."""
    known = profile()
    chosen = set(told.get("threats", [])) & known.codes("threats")
    return any(known.threat(code).sexual for code in chosen)


def _files(way: Path, typed: StepForm, told: dict[str, Any], form: OpenForm | None) -> dict[str, Any]:
    held = drafts.files(form) if form else []
    return {
        "files": held,
        "most": MOST_FILES,
        "megabytes": LARGEST // 1024 // 1024,
        "full": len(held) >= MOST_FILES,
        "sexual": is_sexual(told),
    }


def _child(way: Path, typed: StepForm, told: dict[str, Any], form: OpenForm | None) -> dict[str, Any]:
    return {"places": places.names()}


def _check(way: Path, typed: StepForm, told: dict[str, Any], form: OpenForm | None) -> dict[str, Any]:
    return {"answers": answers(way, told, form)}


MORE = {"about": _about, "what": _what, "files": _files, "child": _child, "check": _check}


def answers(way: Path, told: dict[str, Any], form: OpenForm | None) -> list[Told]:
    """Every answer in words, each with the address where it can be changed."""
    known = profile()
    danger = dict(DANGER)
    reach = [told.get(name, "") for name in ("email", "phone", "name")]
    lines: dict[str, list[tuple[str, list[str]]]] = {
        "about": [(_("About"), [str(dict(ABOUT).get(told.get("about", ""), ""))])],
        "what": [
            (_("What is happening"), [str(known.threat(code).question) for code in told.get("threats", [])]),
        ],
        "words": [
            (_("In your own words"), [told.get("text", "")]),
            (_("Links"), told.get("links", [])),
            (_("Names used online"), told.get("handles", [])),
            (_("Where online"), [known.label("places_of_harm", told.get("place_of_harm", ""))]),
            (_("When"), [told.get("when", "")]),
        ],
        "files": [(_("Files"), [facts.name for _item, facts in (drafts.files(form) if form else [])])],
        "child": [
            (_("Age"), [known.label("age_bands", told.get("age_band", ""))]),
            (_("Girl or boy"), [known.label("genders", told.get("gender", ""))]),
            (_("Place"), [places.name_of(told.get("municipality", ""))]),
        ],
        "danger": [(_("Danger right now"), [str(danger.get(told.get("danger_said", ""), ""))])],
        "contact": [(_("Answer to"), [line for line in reach if line] or [_("only here, with the code")])],
    }
    return [
        Told(label, [line for line in words if line], f"{way.address(step)}?check", step.code)
        for step in way.steps
        for label, words in lines.get(step.code, [])
        if any(words) or label not in _optional()
    ]


def _optional() -> set[str]:
    """What is left out of the last screen when it was not told."""
    return {_("Links"), _("Names used online"), _("Where online"), _("When")}
