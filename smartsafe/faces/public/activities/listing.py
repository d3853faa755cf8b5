"""What is coming as a list and as a calendar, where we were as a map, campaigns."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from smartsafe.library import editorial, materials, queries
from smartsafe.outreach.activities import figures, public_queries
from smartsafe.outreach.activities.times import month, today
from smartsafe.outreach.campaigns.queries import public_campaign, public_campaigns

from .tiles import district_map

KEPT = 5 * 60  # seconds


@require_safe
def activities(request: HttpRequest) -> HttpResponse:
    """The map is drawn anew every few minutes: it counts a year."""
    drawn = cache.get_or_set(f"activities-map:{get_language()}", district_map, KEPT)
    context = {
        "coming": public_queries.upcoming(),
        "map": drawn,
        "campaigns": public_campaigns(),
    }
    return render(request, "public/activities/activities.html", context)


def read_month(typed: str) -> date:
    """The first of the month that an address names, else of this one; not further than some years away."""
    here = today().replace(day=1)
    try:
        wanted = date.fromisoformat(f"{typed}-01")
    except ValueError:
        return here
    return wanted if abs((wanted - here).days) < 3660 else here


def weeks_of(first: date) -> list[list[date]]:
    start, end = (moment.date() for moment in month(first))
    days = [start + timedelta(days=number) for number in range((end - start).days)]
    return [days[place : place + 7] for place in range(0, len(days), 7)]


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    first = read_month(request.GET.get("month", ""))
    found = public_queries.in_month(first)
    weeks = weeks_of(first)
    by_day = {day: [(one, one.nth(day)) for one in found if one.on(day)] for week in weeks for day in week}
    context = {
        "first": first,
        "weeks": [[(day, by_day[day]) for day in week] for week in weeks],
        "before": (first - timedelta(days=1)).replace(day=1),
        "after": (first + timedelta(days=32)).replace(day=1),
        "today": today(),
    }
    return render(request, "public/activities/calendar.html", context)


@require_safe
def campaign(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    said = editorial.about_campaign(campaign_id, language=get_language() or "")
    return render(request, "public/activities/campaign.html", campaign_context(campaign_id, said))


def campaign_context(campaign_id: UUID, said: editorial.Words | None) -> dict[str, Any]:
    """A public campaign, and what editors `said` about it."""
    found, language = public_campaign(campaign_id), get_language() or ""
    taken = materials.taken(found.materials, first=found.starts_on, last=found.ends_on)
    cards = materials.cards(found.materials, language=language)
    return {
        "campaign": found,
        "totals": found.totals_with(sum(taken.values())),
        "reached": figures.of_campaign(campaign_id),
        "cities": figures.by_city(campaign_id),
        "library_items": queries.listed(cards, language),
        "item": said,
    }
