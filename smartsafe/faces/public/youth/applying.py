"""Apply: one form; its code is shown once, and again when the same form is sent again."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.debug import sensitive_post_parameters

from smartsafe.errors import DomainError, Invalid
from smartsafe.outreach.youth.actions import applying
from smartsafe.outreach.youth.programme import programme
from smartsafe.vault.receipts import in_groups

from .. import pace
from ..doors import private
from ..report.places import names
from .forms import ApplyForm, ages


@private
@sensitive_post_parameters()
def apply(request: HttpRequest) -> HttpResponseBase:
    programme()
    if request.method != "POST":
        return _page(request, ApplyForm(initial={"form": applying.fresh_form()}), 200)
    form = ApplyForm(request.POST)
    if pace.too_many_requests(request, "application"):
        form.is_valid()
        form.add_error(None, str(pace.SLOWLY))
        return _page(request, form, 429)
    if form.is_valid():
        told = form.told()
        if told["guardian"] and pace.too_many_to_guardian(told["guardian"]):
            form.add_error(None, str(pace.SLOWLY))
            return _page(request, form, 429)
        try:
            code = applying.apply(**told, language=get_language() or "")
        except Invalid as refusal:
            form.add_refusal(refusal)
        except DomainError as refusal:  # the centre has no keys yet: nothing is lost
            form.add_error(None, str(refusal))
        else:
            groups = in_groups(code).split()
            context = {"groups": groups, "minor": told["age"] < programme().adult, **ages()}
            return render(request, "public/youth/sent.html", context)
    return _page(request, form, 422)


def _page(request: HttpRequest, form: ApplyForm, status: int) -> HttpResponseBase:
    context = {"form": form, "places": names(), **ages()}
    return render(request, "public/youth/apply.html", context, status=status)
