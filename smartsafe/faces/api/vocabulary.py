"""The codes that a report is told in, with their names in every language of the centre."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from smartsafe.country.profile import profile
from smartsafe.country.profile.text import Text

from . import shapes
from .answering import answer, sent

router = Router(tags=["Codes"])
LISTS = ("services", "age_bands", "genders", "places_of_harm", "reporter_kinds", "progress")


def _words(text: Text) -> dict[str, str]:
    return {language.code: text.in_language(language.code) for language in profile().languages}


def _choice(one: Any) -> dict[str, Any]:
    return {"code": one.code, "labels": _words(one.label)}


@router.get("/threats", response=shapes.ThreatsOut, url_name="threats", summary="The taxonomy of threats")
def threats(request: HttpRequest) -> HttpResponse:
    """Any key."""
    told = [
        {
            **_choice(threat), "questions": _words(threat.question), "service": threat.service,
            "urgency": threat.urgency, "harms": list(threat.harms),
        }
        for threat in profile().threats
    ]  # fmt: skip
    return sent(answer(shapes.ThreatsOut, {"threats": told}))


@router.get("/choices", response=shapes.ChoicesOut, url_name="choices", summary="All other codes")
def choices(request: HttpRequest) -> HttpResponse:
    """Any key. Municipalities, age bands, and what progress and outcomes are called."""
    known = profile()
    told: dict[str, Any] = {name: [_choice(one) for one in getattr(known, name)] for name in LISTS}
    told["languages"] = [language.code for language in known.languages]
    told["municipalities"] = [{"code": place.code, "labels": _words(place.name)} for place in known.municipalities]
    told["outcomes"] = [_choice(one) for one in known.referral_outcomes if one.told]
    return sent(answer(shapes.ChoicesOut, told))
