"""The living page of components: what they look like in either theme and how to write them."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from smartsafe.faces.theme.doors import needs
from smartsafe.faces.theme.forms import KindForm
from smartsafe.faces.theme.paging import Page

TOKENS = [
    ("ink", _("Words")),
    ("paper", _("The ground")),
    ("surface", _("What lies on it")),
    ("sunk", _("What lies back")),
    ("calm", _("Guides")),
    ("calm-wash", _("Chosen, ours")),
    ("act", _("Acts, once on a page")),
    ("danger", _("Danger, leaving")),
    ("danger-wash", _("Behind danger")),
    ("sun", _("Light, attention")),
    ("sun-wash", _("Notes")),
    ("good", _("Done")),
]


class Sample(KindForm):
    line = forms.CharField(label=_("A line"), help_text=_("A hint says what is meant"))
    words = forms.CharField(label=_("Own words"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    one = forms.ChoiceField(
        label=_("One of these"), widget=forms.RadioSelect, choices=[("a", _("First")), ("b", _("Second"))]
    )
    tick = forms.BooleanField(label=_("I understand"))


@needs("desk")
@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    context = {
        "tokens": TOKENS,
        "form": Sample(prefix="empty"),
        "wrong": Sample({}, prefix="wrong"),
        "steps": [("one", _("First")), ("what", _("Second")), ("done", _("Done"))],
        "pages": Page([], next_cursor="sample"),
    }
    return render(request, "desk/styleguide/styleguide.html", context)
