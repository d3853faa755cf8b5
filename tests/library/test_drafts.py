"""A draft of what is published stays a draft everywhere, until it is published."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from smartsafe.audit.actions import SYSTEM
from smartsafe.library.actions.loading import load
from smartsafe.library.models import LibraryItem
from smartsafe.library.tasks import publish_scheduled
from tests.factories.library import an_item

pytestmark = pytest.mark.django_db
OLD, NEW = "Лозинке које издрже", "Сасвим други наслов"


def _draft(item: LibraryItem, **facts: object) -> LibraryItem:
    page = LibraryItem.objects.get(pk=item.pk)
    page.title, page.slug, page.summary = NEW, "another-slug", "Друго кратко"
    page.body = [("text", "<p>Шаховница стоји само у нацрту.</p>")]
    for name, value in facts.items():
        setattr(page, name, value)
    page.save_revision()
    return page


def _shown() -> tuple[bool, bool]:
    """Whether the old is everywhere; whether the new is everywhere. Nothing may be half."""
    client = Client()

    def texts(*addresses: str) -> list[str]:
        return [client.get(f"/sr/library/{address}").content.decode() for address in addresses]

    def found(word: str, title: str) -> bool:
        return title in texts(f"?q={word}")[0]

    there = {slug: client.get(f"/sr/library/{slug}/").status_code for slug in ("passwords-that-last", "another-slug")}
    lists = texts("", "feed/")
    old = [OLD in text for text in lists] + [found("реченица", OLD), there["passwords-that-last"] == 200]
    new = [NEW in text for text in lists] + [found("шаховница", NEW), there["another-slug"] == 200]
    assert len(set(old)) == 1, old
    assert len(set(new)) == 1, new
    return old[0], new[0]


def test_a_draft_is_nowhere_until_it_is_published() -> None:
    page = _draft(an_item())
    assert _shown() == (True, False)
    page.get_latest_revision().publish()
    assert _shown() == (False, True)


def test_a_draft_that_is_due_later_is_nowhere_until_then() -> None:
    item = an_item()
    item.save_revision().publish()
    page = _draft(item, go_live_at=timezone.now() + timedelta(days=1))
    page.get_latest_revision().publish()
    assert _shown() == (True, False)
    page.revisions.update(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    revision = page.get_latest_revision()
    revision.content["go_live_at"] = (timezone.now() - timedelta(minutes=1)).isoformat()
    revision.save(update_fields=["content"])
    publish_scheduled.call()
    assert _shown() == (False, True)


def test_scheduling_a_change_to_what_the_profile_brought_does_not_take_it_down() -> None:
    load(SYSTEM)
    item = LibraryItem.objects.get(slug="passwords", locale__language_code="sr")
    item.go_live_at = timezone.now() + timedelta(days=1)
    item.save_revision().publish()
    assert LibraryItem.objects.get(pk=item.pk).live
