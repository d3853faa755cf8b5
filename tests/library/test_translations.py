"""Editors see side by side what is not translated, and what changed since."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from smartsafe.library.models import LibraryItem
from smartsafe.library.translations import side_by_side
from smartsafe.people.actors import Actor
from tests.factories import people
from tests.factories.library import an_item

pytestmark = pytest.mark.django_db


def test_missing_and_behind_come_first(vault: str, client_of: Callable[[Actor], Client]) -> None:
    good, late = an_item("Добро", "good"), an_item("Касно", "late")
    for item in (good, late):
        item.save_revision()
        an_item(
            f"{item.slug} in English", item.slug, language="en", translation_key=item.translation_key
        ).save_revision()
    an_item("Само српски", "only").save_revision()
    moved = LibraryItem.objects.get(slug="late", locale__language_code="sr")
    LibraryItem.objects.filter(pk=moved.pk).update(
        latest_revision_created_at=moved.latest_revision_created_at + timedelta(hours=1)
    )
    told = {row[0].title: [(version.state, version.behind) for version in row] for row in side_by_side()}
    assert told["Касно"] == [("published", False), ("published", True)]
    assert told["Само српски"] == [("published", False), ("missing", False)]
    assert list(told)[-1] == "Добро"
    shown = client_of(people.a_person("editor")).get("/cms/translations/").content.decode()
    assert "another language was changed later" in shown
    assert client_of(people.a_person("operator")).get("/cms/translations/").status_code == 403
