"""One poll: choose, send, once; what all chose when it is over."""

from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from smartsafe.errors import DomainError, Invalid, NotFound
from smartsafe.outreach.youth import public_queries
from smartsafe.outreach.youth.actions import polling
from smartsafe.outreach.youth.polls import PollView, results
from smartsafe.outreach.youth.programme import programme
from smartsafe.outreach.youth.rules import MEMBERS

from .. import pace
from ..doors import private
from . import session
from .forms import VoteForm

COOKIE, SALT, KEPT = "voice", "smartsafe.youth.voice", 60 * 24 * 60 * 60


def _browser(request: HttpRequest) -> UUID | None:
    try:
        return UUID(signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=KEPT))
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        return None


@private
def poll(request: HttpRequest, poll_id: UUID) -> HttpResponseBase:
    programme()
    view = _poll(request, poll_id)
    if request.method != "POST":
        return _page(request, view, VoteForm(question=view.question, options=view.options), 200)
    form = VoteForm(request.POST, question=view.question, options=view.options)
    status = 422
    if form.is_valid():
        try:
            return _voted(request, view, form)
        except Invalid as refusal:
            form.add_refusal(refusal)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
            status = 409
        except _Slowly:
            form.add_error(None, str(pace.SLOWLY))
            status = 429
    return _page(request, view, form, status)


class _Slowly(Exception):
    pass


def _poll(request: HttpRequest, poll_id: UUID) -> PollView:
    """Raises NotFound, also for a members' poll when no member asks."""
    try:
        return public_queries.poll(poll_id)
    except NotFound:
        if session.member(request) is None:
            raise
        return public_queries.poll(poll_id, MEMBERS)


def _voted(request: HttpRequest, view: PollView, form: VoteForm) -> HttpResponse:
    option = form.cleaned_data["option"]
    response = redirect(f"{reverse('public:youth_poll', args=[view.id])}?voted=1")
    membership = session.member(request)
    if view.for_members and membership:
        polling.vote_as_member(membership=membership, poll_id=view.id, option=option)
        return response
    if pace.too_many_votes(request, view.id.bytes):
        raise _Slowly
    given = polling.vote_publicly(
        poll_id=view.id, option=option, form=form.cleaned_data["form"], browser=_browser(request)
    )
    response.set_cookie(
        COOKIE,
        signing.dumps(str(given), salt=SALT),
        max_age=KEPT,
        httponly=True,
        secure=settings.CSRF_COOKIE_SECURE,
        samesite="Strict",
    )
    return response


def _page(request: HttpRequest, view: PollView, form: VoteForm, status: int) -> HttpResponse:
    context = {"poll": view, "form": form, "results": results(view), "voted": "voted" in request.GET}
    context["fresh"] = polling.fresh_form(view.id)  # another one each time, so that what was refused may be sent again
    return render(request, "public/youth/poll.html", context, status=status)
