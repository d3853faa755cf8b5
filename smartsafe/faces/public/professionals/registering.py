"""The front page with shared practice; registering, confirming, asking for a way in."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from smartsafe.errors import DomainError
from smartsafe.outreach.professionals import queries
from smartsafe.outreach.professionals.actions import entering, registering
from smartsafe.outreach.professionals.errors import AlreadyConfirmed, LinkUsed, LinkWrong

from .. import pace
from ..doors import private
from ..sending import DONE, sent
from . import session
from .forms import EnterForm, Once, RegisterForm


@require_safe
def professionals(request: HttpRequest) -> HttpResponse:
    return render(request, "public/professionals/professionals.html", {"topics": queries.by_topic()})


@require_safe
def practice(request: HttpRequest, practice_id: UUID) -> HttpResponse:
    return render(request, "public/professionals/practice.html", {"one": queries.practice(practice_id)})


def _asked(request: HttpRequest, form: Once, template: str, action: Any) -> HttpResponseBase:
    """A form that ends in a letter; nothing that anybody sees tells whether the address is known."""
    if request.method != "POST":
        return render(request, template, {"form": form})
    language = get_language() or ""
    too_many = pace.too_many_letters(request)
    _done, status = sent(form, lambda: action(language=language, **form.told()), too_many=too_many)
    if status == DONE:
        return redirect("public:professional_asked")
    return render(request, template, {"form": form}, status=status)


@private
@sensitive_post_parameters()
def register(request: HttpRequest) -> HttpResponseBase:
    form = RegisterForm(request.POST if request.method == "POST" else None)
    return _asked(request, form, "public/professionals/register.html", registering.register)


@private
@sensitive_post_parameters()
def ask_way_in(request: HttpRequest) -> HttpResponseBase:
    if request.method != "POST" and session.current(request):
        return redirect("public:professional_inside")
    form = EnterForm(request.POST if request.method == "POST" else None)
    return _asked(request, form, "public/professionals/ask_way_in.html", registering.ask_way_in)


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    return render(request, "public/professionals/asked.html")


def _refused(request: HttpRequest, refusal: DomainError) -> HttpResponse:
    known = {LinkWrong: 404, AlreadyConfirmed: 200, LinkUsed: 409}
    status = known.get(type(refusal), 410)
    return render(request, "public/professionals/no_link.html", {"sentence": str(refusal)}, status=status)


@private
def confirm(request: HttpRequest, token: str) -> HttpResponseBase:
    try:
        if request.method == "POST":
            registering.confirm(token)
            return render(request, "public/professionals/confirmed.html")
        registering.check_open(token)
    except DomainError as refusal:
        return _refused(request, refusal)
    return render(request, "public/professionals/confirm.html")


@private
def enter(request: HttpRequest, token: str) -> HttpResponseBase:
    """The button lets in, once; a mail scanner that opens the link uses nothing up."""
    try:
        if request.method == "POST":
            answer = redirect("public:professional_inside")
            session.open_in(answer, entering.enter(token))
            return answer
        entering.check_open(token)
    except DomainError as refusal:
        return _refused(request, refusal)
    return render(request, "public/professionals/enter.html")
