"""Counts that a journalist can quote and that point at nobody."""

import csv
import io
from collections import Counter
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from smartsafe import clock
from smartsafe.contacts.counts import FEWEST, figures, withhold
from tests.factories.contacts import a_report

MARCH = datetime(2026, 3, 10, 10, tzinfo=UTC)
LATER = datetime(2026, 6, 15, 10, tzinfo=UTC)


@given(st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 40), max_size=12))
def test_nobody_can_be_worked_out(counts: dict[str, int]) -> None:
    counted = withhold(Counter(counts))
    assert all(count == 0 or count >= FEWEST for count in counted.shown.values())
    assert sum(counted.shown.values()) + counted.withheld_sum == sum(counts.values())
    if counted.withheld and any(counted.shown.values()):
        assert len(counted.withheld) > 1
        assert counted.withheld_sum >= FEWEST


@pytest.mark.django_db
def test_whole_months_are_counted_and_small_numbers_added_together() -> None:
    with clock.at(MARCH):
        for threat, times in (("sextortion", 7), ("grooming", 5), ("stalking", 2)):
            for _ in range(times):
                a_report(threats=[threat])
    with clock.at(LATER):
        a_report()
        found = figures()
    assert found.total == 14
    assert found.months.shown["2026-03"] == 14
    assert len(found.months.shown) == 12
    assert "2026-06" not in found.months.shown, "the running month is left out"
    assert found.columns["threat"].shown == {"sextortion": 7}
    assert found.columns["threat"].withheld_sum == 7


@pytest.mark.django_db
def test_fewer_than_five_in_all_are_not_told() -> None:
    with clock.at(MARCH):
        a_report()
    with clock.at(LATER):
        assert figures().total is None
        words = Client().get("/en/statistics/").content.decode()
    assert "fewer than 5" in words
    assert "Sextortion" not in words


@pytest.mark.django_db
def test_the_page_and_the_file_tell_the_same() -> None:
    with clock.at(MARCH):
        for _ in range(6):
            a_report()
    with clock.at(LATER):
        client = Client()
        words = client.get("/en/statistics/").content.decode()
        rows = list(csv.reader(io.StringIO(client.get("/en/statistics/figures.csv").content.decode("utf-8-sig"))))
    assert ["month", "March 2026", "6"] in rows
    assert "March 2026" in words
    assert rows[0] == ["table", "label", "count"]


@pytest.mark.django_db
def test_asking_again_counts_only_once() -> None:
    client = Client()
    with CaptureQueriesContext(connection) as asked:
        client.get("/en/statistics/")
        client.get("/en/statistics/")
    assert len([query for query in asked.captured_queries if "contacts_contact" in query["sql"]]) == 1
