"""Codes of people and audit in words."""

from django import template
from django.utils.functional import Promise

from smartsafe.country.profile import profile
from smartsafe.people.rules import ROLE_NAMES

register = template.Library()


@register.filter
def role_name(code: str) -> str | Promise:
    return ROLE_NAMES.get(code, code)


@register.filter
def institution_name(code: str) -> str:
    entry = profile().directory.get(code)
    return str(entry.name) if entry else code
