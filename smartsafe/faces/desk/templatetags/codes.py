"""`{{ case.threat|called:"threats" }}`: what the country profile calls a code, in the reader's language and script."""

from typing import Any

from django import template

from smartsafe.country.profile import profile

register = template.Library()


@register.filter
def called(code: str, kind: Any) -> str:
    return profile().label(kind, code) if code else ""
