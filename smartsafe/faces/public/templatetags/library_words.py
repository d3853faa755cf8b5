"""Names of what the library is sorted by."""

from django import template

from smartsafe.library import words

register = template.Library()


@register.filter
def format_name(code: str) -> str:
    return str(words.FORMATS.get(code, ""))
