"""Public activities for calendars and feed readers."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from smartsafe.country.profile import profile
from smartsafe.outreach.activities import public_queries
from smartsafe.outreach.activities.queries import ActivityView


def calendar_answer(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return answer


@require_safe
def calendar_feed(request: HttpRequest) -> HttpResponse:
    return calendar_answer(public_queries.calendar_of_upcoming(), "activities")


@require_safe
def one(request: HttpRequest, activity_id: UUID) -> HttpResponse:
    """Raises NotFound for what is not public."""
    return calendar_answer(public_queries.one_calendar(activity_id), "activity")


class ActivityFeed(Feed):
    feed_type = Atom1Feed

    def title(self) -> str:
        return f"{_('Activities')} – {profile().centre.short_name}"

    def link(self) -> str:
        return reverse("public:activities")

    def items(self) -> list[ActivityView]:
        return public_queries.upcoming()[:50]

    def item_title(self, item: Any) -> str:
        return f"{item.kind_name}: {item.place}"

    def item_description(self, item: Any) -> str:
        parts = [item.when, item.city, *item.topic_names]
        return " · ".join(part for part in parts if part)

    def item_link(self, item: Any) -> str:
        return f"{reverse('public:activities')}#a-{item.id}"

    def item_guid(self, item: Any) -> str:
        return f"urn:uuid:{item.id}"

    def item_pubdate(self, item: Any) -> datetime:
        moment: datetime = item.starts_at
        return moment
