"""The call sheet, joined to the call that the exchange has told of, if any."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from smartsafe import clock
from smartsafe.channels.phone.rules import PLANNED

from ..contacts.forms import CallForm


def when_to_call_back() -> list[tuple[str, object]]:
    hours = [int(hours) for hours in PLANNED]
    offered = [
        (str(one), ngettext("within %(count)s working hour", "within %(count)s working hours", one) % {"count": one})
        for one in hours
    ]
    return [("", _("no")), *offered]


class SheetForm(CallForm):
    """`call`: the call that is taken down; `began`: when the sheet was opened, seconds since 1970."""

    call_back = forms.ChoiceField(label=_("Promised to call back"), choices=when_to_call_back, required=False)
    call = forms.UUIDField(widget=forms.HiddenInput, required=False)
    began = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean_call_back(self) -> float | None:
        told = self.cleaned_data["call_back"]
        return float(told) if told else None

    def clean_began(self) -> datetime | None:
        return opened_at(self.cleaned_data["began"])

    def told(self) -> dict[str, Any]:
        """As `take_down` wants it."""
        values = dict(self.cleaned_data)
        return values | {"call_id": values.pop("call"), "began_at": values.pop("began")}


def opened_at(seconds: object) -> datetime | None:
    """A moment that a page carried; None for nonsense."""
    try:
        return datetime.fromtimestamp(int(str(seconds)), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def now_in_seconds() -> int:
    return int(clock.now().timestamp())
