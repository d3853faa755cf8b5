"""The link of our e-mail: what was offered, yes or no, and the calendar file."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from smartsafe.errors import DomainError
from smartsafe.outreach.activities import public_queries
from smartsafe.outreach.activities.actions import booking
from smartsafe.outreach.activities.errors import LinkWrong

from ..doors import private
from .feeds import calendar_answer


def _gone(request: HttpRequest, refusal: DomainError, status: int) -> HttpResponse:
    return render(request, "public/activities/no_offer.html", {"sentence": str(refusal)}, status=status)


@private
def offer(request: HttpRequest, token: str) -> HttpResponseBase:
    try:
        # A form that came torn says neither: it must not turn the offer down for good.
        if request.method == "POST" and (answer := request.POST.get("answer")) in ("yes", "no"):
            booking.answer_offer(token=token, accept=answer == "yes")
            return redirect("public:activity_offer", token)
        found = public_queries.offered(token)
    except LinkWrong as refusal:
        return _gone(request, refusal, 404)
    except DomainError as refusal:
        return _gone(request, refusal, 409)
    status = 422 if request.method == "POST" else 200
    return render(request, "public/activities/offer.html", {"offer": found, "token": token}, status=status)


@private
def offer_calendar(request: HttpRequest, token: str) -> HttpResponseBase:
    try:
        return calendar_answer(public_queries.accepted_calendar(token), "activity")
    except LinkWrong as refusal:
        return _gone(request, refusal, 404)
    except DomainError as refusal:
        return _gone(request, refusal, 409)
