"""A small soak in the suite: the same script, 300 events."""

import os

from .ten_thousand_events import is_right, run


def test_every_event_is_in_exactly_one_contact_though_workers_are_killed() -> None:
    on_postgres = os.environ.get("SMARTSAFE_DATABASE_URL", "").startswith("postgres")
    report = run(count=300, workers=2, seed=7, sqlite=not on_postgres)
    assert is_right(report), report
    assert report["told"] == 315
