"""The first page, and the way out of every page."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from smartsafe.country.profile import profile

from ..report import holding

# What people come with most often (DOMAIN, load): shown first, the rest behind one link.
FIRST = (
    "sextortion", "cyberbullying", "grooming", "fake_profile", "intimate_images",
    "e_crime", "threats", "self_harm", "unsuitable_content",
)  # fmt: skip


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    known = {threat.code: threat for threat in profile().threats}
    threats = [known[code] for code in FIRST if code in known] or list(known.values())[: len(FIRST)]
    return render(request, "public/home/home.html", {"threats": threats})


@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """Forget this person's cookies and unsent form; send the browser somewhere harmless. Works as a plain link."""
    answer = HttpResponseRedirect(profile().exit_address)
    holding.discard(request, answer)
    for name in request.COOKIES:
        answer.delete_cookie(name)
    answer["Clear-Site-Data"] = '"cookies", "storage"'
    answer["Cache-Control"] = "no-store"
    return answer
