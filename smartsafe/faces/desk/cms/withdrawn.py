"""What was withdrawn and what replaces it; links that lead nowhere. Within Wagtail's admin."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from smartsafe.faces.theme.doors import actor_of
from smartsafe.library import withdrawn
from smartsafe.library.actions import replacing


@require_http_methods(["GET", "HEAD", "POST"])
def withdrawn_and_broken(request: HttpRequest) -> HttpResponse:
    viewer = actor_of(request)
    if request.method == "POST":
        chosen, line = request.POST.get("instead", ""), request.POST.get("line", "")
        replacing.replace(viewer, line_id=number(line), page_id=number(chosen))
        return redirect("library_withdrawn")
    context = {
        "lines": withdrawn.lines(viewer),
        "replacements": withdrawn.replacements(viewer),
        "broken": withdrawn.broken(viewer),
    }
    return render(request, "desk/cms/withdrawn.html", context)


def number(typed: str) -> int:
    """0 for what is no number."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0
