"""What the boxes for writing ask of the library of answers."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.functional import Promise

from smartsafe.answers.queries import Suggested
from smartsafe.answers.rules import AUDIENCES, SEE, STATUSES
from smartsafe.country.profile import profile

from ..answers.matching import INVITATION, fitting

register = template.Library()
SHOWN = 3


@register.simple_tag(takes_context=True)
def suggested_answers(
    context: dict[str, Any], contact: Any, messages: Iterable[Any], speaks: str = ""
) -> list[Suggested]:
    """The few that fit best; none for one who does not see the library."""
    actor = context.get("actor")
    if actor is None or not contact or not actor.may(SEE):
        return []
    found = fitting(actor, contact, messages or (), language=speaks or "")
    return found[: SHOWN + sum(one.id == INVITATION for one in found)]


@register.filter
def audience_name(code: str) -> str | Promise:
    return AUDIENCES.get(code, code)


@register.filter
def answer_status(code: str) -> str | Promise:
    return STATUSES.get(code, code)


@register.filter
def lang_of(code: str) -> str:
    """The `lang` attribute of a text in that language of the profile."""
    return next((one.lang for one in profile().languages if one.code == code), code)
