"""The year's events with map and counts; the form."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from smartsafe.outreach.safer_day import actions, queries
from smartsafe.outreach.safer_day.rules import FIRST_YEAR, safer_internet_day, year_to_come

from .. import pace
from ..activities.tiles import drawn
from ..doors import private
from ..report.places import names
from ..sending import DONE, sent
from .forms import RegisterForm


def _year(request: HttpRequest) -> int:
    """The year that an address names, else the one to come."""
    coming, typed = year_to_come(actions.today()), request.GET.get("year", "")
    asked = int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 4 else coming
    return asked if FIRST_YEAR <= asked <= coming else coming


@require_safe
def safer_day(request: HttpRequest) -> HttpResponse:
    year = _year(request)
    counted = queries.by_district(year)
    context = {
        "year": year,
        "day": safer_internet_day(year),
        "coming": year == year_to_come(actions.today()),
        "events": queries.of_year(year),
        "map": drawn(counted),
        "number": sum(number for number, _people in counted.values()),
        "people": sum(people for _number, people in counted.values()),
        "districts": len(counted),
        "years": [one for one in queries.years() if one.year != year],
    }
    return render(request, "public/safer_day/safer_day.html", context)


@private
def register(request: HttpRequest) -> HttpResponseBase:
    day = safer_internet_day(year_to_come(actions.today()))
    form = RegisterForm(request.POST if request.method == "POST" else None, suggested=max(day, actions.today()))
    if request.method != "POST":
        return _page(request, form, 200)
    too_many = pace.too_many_requests(request, "event")
    _done, status = sent(form, lambda: actions.register(**form.told()), too_many=too_many)
    return redirect("public:safer_day_registered") if status == DONE else _page(request, form, status)


def _page(request: HttpRequest, form: RegisterForm, status: int) -> HttpResponse:
    day = safer_internet_day(year_to_come(actions.today()))
    context = {"form": form, "places": names(), "day": day}
    return render(request, "public/safer_day/register.html", context, status=status)


@require_safe
def registered(request: HttpRequest) -> HttpResponse:
    return render(request, "public/safer_day/registered.html")
