"""`{{ name|in_script }}`: a plain Serbian value in the reader's script."""

from django import template
from django.utils.translation import get_language

from smartsafe.language import scripts

register = template.Library()


@register.filter
def in_script(value: object) -> str:
    return scripts.in_script(str(value), get_language() or "sr")
