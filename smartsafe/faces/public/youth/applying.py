"""Apply: one form; its code is shown once, and again when the same form is sent again."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.debug import sensitive_post_parameters

from smartsafe.outreach.youth.actions import applying
from smartsafe.outreach.youth.programme import programme
from smartsafe.vault.receipts import in_groups

from .. import pace, sending
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
    language = get_language() or ""
    too_many = pace.too_many_requests(request, "application") or _guardian_has_many(form)
    code, status = sending.sent(form, lambda: applying.apply(**form.told(), language=language), too_many=too_many)
    if code is None:
        return _page(request, form, status)
    groups, minor = in_groups(code).split(), form.told()["age"] < programme().adult
    return render(request, "public/youth/sent.html", {"groups": groups, "minor": minor, **ages()})


def _guardian_has_many(form: ApplyForm) -> bool:
    """Nobody makes us write to one guardian again and again."""
    guardian = form.told()["guardian"] if form.is_valid() else ""
    return bool(guardian) and pace.too_many_to_guardian(guardian)


def _page(request: HttpRequest, form: ApplyForm, status: int) -> HttpResponseBase:
    context = {"form": form, "places": names(), **ages()}
    return render(request, "public/youth/apply.html", context, status=status)
