"""Editors and the head of the centre see how often items were taken; others do not."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from smartsafe import clock
from smartsafe.library.actions.downloads import count
from smartsafe.library.models import Downloads
from smartsafe.people.actors import Actor
from tests.factories import people
from tests.factories.library import an_item
from tests.pages import complaints

pytestmark = pytest.mark.django_db


def test_downloads_by_item_month_and_language(vault: str, client_of: Callable[[Actor], Client]) -> None:
    serbian = an_item("=ЗБИР(A1)", "first")
    english = an_item("A leaflet", "first", language="en", translation_key=serbian.translation_key)
    for number in (1, 2, 3):
        count(serbian.pk) if number < 3 else count(english.pk)
    Downloads.objects.create(item=serbian, day=(clock.now() - timedelta(days=62)).date(), count=40)
    Downloads.objects.create(item=serbian, day=(clock.now() - timedelta(days=900)).date(), count=7000)
    for role in ("editor", "supervisor"):
        client = client_of(people.a_person(role))
        words = client.get("/desk/library/downloads/").content.decode()
        assert complaints(words, "sr", words=["A leaflet"]) == []
        table = client.get("/desk/library/downloads.csv").content.decode("utf-8-sig")
        lines = [line.split(",", 1)[1] for line in table.splitlines()[1:]]
        assert lines == ["first,'=ЗБИР(A1),sr,40", "first,A leaflet,en,1", "first,'=ЗБИР(A1),sr,2"]
        assert '<td data-label="Преузимања" class="number">42</td>' in words
        assert "7000" not in words
    for role in ("operator", "analyst", "educator", "administrator"):
        client = client_of(people.a_person(role))
        assert client.get("/desk/library/downloads/").status_code == 403
        assert client.get("/desk/library/downloads.csv").status_code == 403
