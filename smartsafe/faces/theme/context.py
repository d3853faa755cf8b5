"""What every page needs to know."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from smartsafe.country import hours
from smartsafe.country.profile import profile
from smartsafe.faces.theme.doors import actor_if_any
from smartsafe.notifications.queries import count_waiting
from smartsafe.people.actors import Actor
from smartsafe.people.rules import CAPABILITIES

from .standing import standing


def page(request: HttpRequest) -> dict[str, Any]:
    """`profile`, `line` (state of the phone line), `languages` (code, name, short, lang, address, here), `actor`,
    `desk_may` (what the actor is capable of, to leave out doors that would be closed), `notices` (how many are new)."""
    actor = actor_if_any(request)
    return {
        "profile": profile(),
        "line": SimpleLazyObject(lambda: standing(request, "line", "calendar", hours.line_state)),
        "languages": SimpleLazyObject(lambda: _languages(request)),
        "html_language": _html_language(),
        "actor": actor,
        "desk_may": {capability for capability in CAPABILITIES if actor and actor.may(capability)},
        "notices": SimpleLazyObject(lambda: _notices(request, actor)),
        "demo": getattr(settings, "DEMO", False),
    }


def _notices(request: HttpRequest, actor: Actor | None) -> int:
    return standing(request, "notices", f"person:{actor.id}", lambda: count_waiting(actor)) if actor else 0


def _html_language() -> str:
    active = get_language()
    return next((language.lang for language in profile().languages if language.code == active), active or "")


def _languages(request: HttpRequest) -> list[dict[str, Any]]:
    active = get_language()
    return [
        {
            "code": language.code,
            "name": language.name,
            "short": language.short or language.name,
            "lang": language.lang,
            "here": language.code == active,
            "address": translate_url(request.path, language.code),
        }
        for language in profile().languages
    ]
