"""The calendar by week or month, by presenter and place; the list with its filters."""

from contextlib import suppress
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from smartsafe.faces.theme.doors import actor_of, needs
from smartsafe.language.scripts import in_script
from smartsafe.outreach.activities import attention, queries
from smartsafe.outreach.activities.rules import KINDS, SEE, STATUSES
from smartsafe.outreach.activities.times import midnight, month, today


def people(request: HttpRequest) -> list[tuple[str, str]]:
    """(id, name) of who may be sent to schools, in the reader's script."""
    language = getattr(request, "LANGUAGE_CODE", "") or "sr"
    return [(str(one), in_script(name, language)) for one, name in queries.presenters()]


def chosen(request: HttpRequest) -> dict[str, Any]:
    """Presenter and place of the address; what is none counts for nothing."""
    found: dict[str, Any] = {"presenter": None, "place": request.GET.get("place", "").replace("\0", "")[:100].strip()}
    with suppress(ValueError):
        found["presenter"] = UUID(request.GET.get("presenter", ""))
    return found


def _day(request: HttpRequest) -> date:
    try:
        day = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return today()
    return day if abs((day - today()).days) < 3660 else today()


@needs(SEE)
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    actor, day, wanted = actor_of(request), _day(request), chosen(request)
    weekly = request.GET.get("view") == "week"
    if weekly:
        first = midnight(day - timedelta(days=day.weekday()))
        last = midnight(day + timedelta(days=7 - day.weekday()))
        before, after = day - timedelta(days=7), day + timedelta(days=7)
    else:
        first, last = month(day)
        before, after = (day.replace(day=1) - timedelta(days=1)), (day.replace(day=28) + timedelta(days=5))
    found = queries.between(actor, first, last, **wanted)
    days = [first.date() + timedelta(days=number) for number in range((last.date() - first.date()).days)]
    context = {
        "days": [(one, [row for row in found if row.on(one)]) for one in days],
        "day": day, "before": before, "after": after, "today": today(), "weekly": weekly,
        "people": people(request), "wanted": {**wanted, "presenter": str(wanted["presenter"] or "")},
        "waiting": attention.waiting(actor), "to_close": queries.to_close(actor), "tab": "calendar",
    }  # fmt: skip
    return render(request, "desk/outreach/calendar.html", context)


@needs(SEE)
@require_safe
def activities(request: HttpRequest) -> HttpResponse:
    wanted = chosen(request)
    status, kind = request.GET.get("status", ""), request.GET.get("kind", "")
    year, page = request.GET.get("year", ""), request.GET.get("page", "")
    found = queries.activities(
        actor_of(request),
        status=status if status in STATUSES or status in attention.QUEUES else "",
        kind=kind if kind in KINDS else "",
        year=int(year) if year.isascii() and year.isdigit() and len(year) == 4 and 1990 < int(year) < 2200 else None,
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
        **wanted,
    )
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        "page": found, "statuses": [*STATUSES.items(), *attention.QUEUES.items()],
        "kinds": KINDS.items(), "people": people(request),
        "wanted": {"status": status, "kind": kind, "year": year, "place": wanted["place"],
                   "presenter": str(wanted["presenter"] or "")},
        "kept": kept.urlencode(), "waiting": attention.waiting(actor_of(request)), "tab": "list",
    }  # fmt: skip
    return render(request, "desk/outreach/list.html", context)
