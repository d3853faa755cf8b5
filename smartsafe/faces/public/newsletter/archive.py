"""Every issue that was sent, for everybody, and as a feed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from smartsafe.country.profile import profile
from smartsafe.outreach.newsletter import queries


@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    return render(request, "public/newsletter/archive.html", {"issues": queries.published()})


@require_safe
def issue(request: HttpRequest, issue_id: UUID) -> HttpResponse:
    return render(request, "public/newsletter/issue.html", {"issue": queries.published_issue(issue_id)})


class NewsletterFeed(Feed):
    feed_type = Atom1Feed

    def title(self) -> str:
        return f"{_('Newsletter')} – {profile().centre.short_name}"

    def link(self) -> str:
        return reverse("public:newsletter_archive")

    def items(self) -> list[queries.IssueView]:
        return queries.published()[:30]

    def item_title(self, item: Any) -> str:
        return str(item.subject)

    def item_description(self, item: Any) -> str:
        words: str = item.beginning
        return words

    def item_link(self, item: Any) -> str:
        return reverse("public:newsletter_issue", args=[item.id])

    def item_guid(self, item: Any) -> str:
        return f"urn:uuid:{item.id}"

    def item_pubdate(self, item: Any) -> datetime:
        moment: datetime = item.sent_at
        return moment

    def item_updateddate(self, item: Any) -> datetime:
        moment: datetime = item.sent_at
        return moment
