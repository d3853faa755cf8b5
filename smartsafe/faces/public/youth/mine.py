"""A young person's own page, by their code: how far it is, the board, badges, polls, leaving for good."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from smartsafe.errors import DomainError, NotFound
from smartsafe.outreach.youth import public_queries
from smartsafe.outreach.youth.actions import applying
from smartsafe.outreach.youth.actions.applying import Membership
from smartsafe.outreach.youth.programme import programme

from ..comeback import guessing
from ..comeback.forms import CodeForm
from ..doors import private
from . import session


@private
@sensitive_post_parameters()
def mine(request: HttpRequest) -> HttpResponseBase:
    programme()
    opened = session.current(request)
    if opened is None:
        return _door(request)
    if request.method == "POST" and request.POST.get("go") == "withdraw":
        applying.withdraw(opened)
        response: HttpResponseBase = redirect("public:youth_mine")
    elif request.method == "POST":
        return _door(request)  # another code is typed
    else:
        response = _page(request, opened)
    if response.status_code != 404:
        session.open_in(response, opened)
    return response


def _page(request: HttpRequest, opened: Membership) -> HttpResponseBase:
    try:
        page = public_queries.mine(opened)
    except NotFound:  # its time has come meanwhile
        response = render(request, "public/youth/door.html", {"form": CodeForm(), "gone": True}, status=404)
        session.close_in(response)
        return response
    return render(request, "public/youth/mine.html", {"page": page, "asking": "withdraw" in request.GET})


def _door(request: HttpRequest) -> HttpResponseBase:
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return render(request, "public/youth/door.html", {"form": form})
    try:
        membership, status = guessing.opened(request, form, applying.open_by_code)
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        membership, status = None, 422
    if membership is None:
        return render(request, "public/youth/door.html", {"form": form}, status=status)
    response = redirect("public:youth_mine")
    session.open_in(response, membership)
    return response


@private
def leave(request: HttpRequest) -> HttpResponseBase:
    """Close it on this device."""
    response = redirect("public:youth")
    session.close_in(response)
    return response
