"""A letter on paper or a visit, typed in by staff, with a scan that is kept as evidence."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartsafe.contacts.actions import handling
from smartsafe.contacts.rules import TYPED_IN
from smartsafe.country.profile import profile
from smartsafe.errors import DomainError, NotAllowed, NotFound
from smartsafe.evidence.rules import LARGEST, MOST_FILES
from smartsafe.evidence.uploads import takes_files
from smartsafe.faces.theme.doors import actor_of, needs
from smartsafe.faces.theme.files import accepted
from smartsafe.people.actors import Locked

from .forms import CallForm


def ways() -> list[tuple[str, str]]:
    return [(code, profile().label("channels", code)) for code in TYPED_IN]


class WrittenForm(CallForm):
    channel = forms.ChoiceField(label=gettext_lazy("How it came"), choices=ways, widget=forms.RadioSelect)
    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=500, required=False)

    field_order = ["channel", "text", "subject", "threat", "reporter_kind", "child_age_band", "child_gender"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = gettext_lazy("What it says")
        self.fields["number"].label = gettext_lazy("Phone")


@needs("contacts.handle")
@takes_files
def written(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if request.method != "POST":
        return _page(request, WrittenForm(initial={"channel": TYPED_IN[0]}))
    form = WrittenForm(request.POST)
    uploads, refusals = accepted(request)
    for sentence in refusals:
        form.add_error(None, sentence)
    if not form.is_valid():
        return _page(request, form, status=400)
    try:
        taken = handling.take_call(actor, uploads=uploads, **form.cleaned_data)
    except (NotAllowed, Locked, NotFound):
        raise
    except DomainError as error:
        form.add_refusal(error)
        return _page(request, form, status=400)
    messages.success(request, _("Kept as %(number)s.") % {"number": taken.number})
    return redirect("desk:contact", taken.id)


def _page(request: HttpRequest, form: WrittenForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "most": MOST_FILES,
        "megabytes": LARGEST // 1024 // 1024,
    }
    return render(request, "desk/contacts/written.html", context, status=status)
