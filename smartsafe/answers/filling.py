"""What stands in braces in an answer, and what takes its place when it is sent."""

import re
from itertools import groupby

from django.urls import reverse
from django.utils import translation
from django.utils.dates import WEEKDAYS

from smartsafe.country.calendar import written
from smartsafe.country.profile import profile
from smartsafe.language.scripts import in_script

from .errors import LooseBracket, UnknownVariable
from .rules import VARIABLES

_NAMED = re.compile(r"\{([^{}]*)\}")
NOT_KNOWN = "…"  # whoever sends it sees that something is to be written here


def check(text: str, field: str = "text") -> None:
    """Raises UnknownVariable, LooseBracket."""
    for name in _NAMED.findall(text):
        if name not in VARIABLES:
            raise UnknownVariable(field, name=name[:40], allowed=", ".join(f"{{{one}}}" for one in VARIABLES))
    if "{" in (rest := _NAMED.sub("", text)) or "}" in rest:
        raise LooseBracket(field, example="{phone}")


def fill(text: str, *, language: str, operator: str, threat: str = "") -> str:
    """The text with everything filled in, as a reader of this language reads it. An unknown name is left standing."""
    values = _values(language, operator, threat)
    return _NAMED.sub(lambda found: values.get(found[1], found[0]), text)


def _values(language: str, operator: str, threat: str) -> dict[str, str]:
    centre = profile().centre
    with translation.override(language):
        site = centre.site.rstrip("/")
        return {
            "phone": centre.phone,
            "hours": _hours(),
            "email": centre.email,
            "emergency": profile().emergency[0].number,
            "code_address": site + reverse("public:come_back"),
            "form_address": site + reverse("public:report"),
            "name_of_operator": in_script(operator, language),
            "threat": profile().label("threats", threat) if threat else NOT_KNOWN,
            "centre": str(centre.name),
        }


def _hours() -> str:
    """“понедељак–петак 07:30–15:30”: days with the same hours together."""
    spans = [
        (day, ", ".join(f"{written(span.opens)}–{written(span.closes)}" for span in profile().hours.on(day)))
        for day in range(7)
    ]
    told = []
    for hours, same in groupby(spans, key=lambda one: one[1]):
        days = [str(WEEKDAYS[day]) for day, _ in same]
        if hours:
            told.append(f"{days[0]}–{days[-1]} {hours}" if len(days) > 1 else f"{days[0]} {hours}")
    return "; ".join(told)
