"""What each step of a referral's dialogue is called."""

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

register = template.Library()

STEPS: dict[str, str | Promise] = {
    "return_for_changes": _("returned for changes"),
    "deliver": _("delivered"),
    "acknowledge": _("confirmed receipt"),
    "ask": _("asks"),
    "give_information": _("answers"),
    "accept": _("accepts"),
    "decline": _("not competent"),
    "report_outcome": _("outcome"),
    "withdraw": _("withdrawn"),
    "close": _("concluded"),
    "forward_declined": _("sent on"),
}


@register.filter
def step_name(kind: str) -> str:
    return str(STEPS.get(kind, kind))
