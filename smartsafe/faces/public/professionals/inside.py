"""Behind the link: materials, booking, sharing, going out, leaving."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.debug import sensitive_post_parameters

from smartsafe.library import queries as library
from smartsafe.outreach.professionals import queries
from smartsafe.outreach.professionals.actions import entering, registering, sharing
from smartsafe.outreach.professionals.actions.entering import Inside

from .. import pace
from ..doors import private
from ..sending import DONE, sent
from . import session
from .forms import ShareForm

MATERIALS = ("professionals", "teachers")  # the library's audiences
MOST = 12


def members_only(view: Callable[[HttpRequest, Inside], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """To the page that sends a way in, for whoever has none."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponseBase:
        who = session.current(request)
        return view(request, who) if who else redirect("public:professional_ask")

    return private(guarded)


@members_only
def inside(request: HttpRequest, who: Inside) -> HttpResponseBase:
    language = get_language() or ""
    cards = library.search(language=language, chosen={"audience": MATERIALS}).cards[:MOST]
    context = {
        "who": who,
        "items": library.listed(cards, language),
        "shared": queries.shared_by(who.id),
        "sent": "sent" in request.GET,
    }
    return render(request, "public/professionals/inside.html", context)


@sensitive_post_parameters()
@members_only
def share(request: HttpRequest, who: Inside) -> HttpResponseBase:
    form = ShareForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return render(request, "public/professionals/share.html", {"form": form})
    too_many = pace.too_many_requests(request, "practice")
    _done, status = sent(form, lambda: sharing.share(by=who.id, **form.told()), too_many=too_many)
    if status == DONE:
        return redirect(reverse("public:professional_inside", query={"sent": 1}))
    return render(request, "public/professionals/share.html", {"form": form}, status=status)


@members_only
def go_out(request: HttpRequest, who: Inside) -> HttpResponseBase:
    if request.method != "POST":
        return redirect("public:professional_inside")
    entering.go_out(who.way_id)
    answer = redirect("public:professionals")
    session.close_in(answer)
    return answer


@members_only
def leave(request: HttpRequest, who: Inside) -> HttpResponseBase:
    if request.method != "POST":
        return render(request, "public/professionals/leave.html", {"left": False})
    registering.leave(who.id)
    answer = render(request, "public/professionals/leave.html", {"left": True})
    session.close_in(answer)
    return answer
