"""A letter's own words, and those that it repeats, to be folded away."""

from django import template

from smartsafe.contacts.quotation import parted

register = template.Library()


@register.filter
def own_words(text: str) -> str:
    return parted(text)[0]


@register.filter
def quoted_words(text: str) -> str:
    """Empty for a message without a quotation."""
    return parted(text)[1]
