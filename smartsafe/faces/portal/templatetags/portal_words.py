"""What steps and codes are called where the institution reads."""

from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from smartsafe.country.profile import profile
from smartsafe.referrals.document import Coded

register = template.Library()

STEPS: dict[str, str | Promise] = {
    "deliver": pgettext_lazy("portal", "sent the referral"),
    "acknowledge": pgettext_lazy("portal", "confirmed receipt"),
    "ask": pgettext_lazy("portal", "asked"),
    "give_information": pgettext_lazy("portal", "answered"),
    "accept": pgettext_lazy("portal", "accepted"),
    "decline": pgettext_lazy("portal", "declined as not competent"),
    "report_outcome": pgettext_lazy("portal", "reported the outcome"),
    "close": pgettext_lazy("portal", "concluded"),
    "forward_declined": pgettext_lazy("portal", "sent on"),
}


@register.filter
def portal_step(kind: str) -> str:
    return str(STEPS.get(kind, kind))


@register.filter
def term(coded: Coded | None, kind: Any) -> str:
    """A code of the document in the reader's own language; as it was written where the profile no longer knows it."""
    if coded is None:
        return ""
    known = profile().label(kind, coded.code)
    return coded.label if known == coded.code else known
