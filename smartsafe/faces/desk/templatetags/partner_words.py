"""What partners' codes are called: `{{ partner.kind|partner_kind }}`."""

from django import template
from django.utils.functional import Promise

from smartsafe.channels.partner.rules import KINDS, SCOPES

register = template.Library()


@register.filter
def partner_kind(code: str) -> str | Promise:
    return KINDS.get(code, code)


@register.filter
def scope_words(code: str) -> str | Promise:
    return SCOPES.get(code, code)
