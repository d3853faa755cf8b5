"""The living page of components: what they look like in either theme and how to write them."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from smartsafe.faces.theme.doors import needs
from smartsafe.faces.theme.forms import KindForm


class Sample(KindForm):
    line = forms.CharField(label=_("A line"), help_text=_("A hint says what is meant"))
    words = forms.CharField(label=_("Own words"), widget=forms.Textarea, required=False)
    one = forms.ChoiceField(
        label=_("One of these"), widget=forms.RadioSelect, choices=[("a", _("First")), ("b", _("Second"))]
    )
    tick = forms.BooleanField(label=_("I understand"))


@needs("desk")
@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "desk/styleguide/styleguide.html",
        {
            "form": Sample(prefix="empty"),
            "wrong": Sample({"wrong-words": "…"}, prefix="wrong"),
            "steps": [("who", _("Who")), ("what", _("What")), ("tell", _("Tell us"))],
        },
    )
