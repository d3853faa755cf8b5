"""Versions behind polling, and presence."""

import uuid
from datetime import timedelta

import pytest
from django.db import transaction

from smartsafe import clock
from smartsafe.live.actions import see, touch
from smartsafe.live.queries import present, versions

pytestmark = pytest.mark.django_db


def test_a_version_rises_with_every_touch_and_only_there() -> None:
    assert versions(["inbox", "cases"]) == {"inbox": 0, "cases": 0}
    touch("inbox", "inbox")
    touch("inbox", "contact:1")
    assert versions(["inbox", "cases", "contact:1"]) == {"inbox": 2, "cases": 0, "contact:1": 1}


def test_a_touch_that_is_rolled_back_leaves_the_version() -> None:
    @transaction.atomic
    def fail() -> None:
        touch("inbox")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert versions(["inbox"]) == {"inbox": 0}


def test_one_sees_the_others_and_for_a_while_only() -> None:
    me, other = uuid.uuid4(), uuid.uuid4()
    see("contact:1", me)
    see("contact:1", other)
    see("contact:1", other, writing=True)
    assert present("contact:1", besides=me) == [(other, True)]
    assert present("contact:2", besides=me) == []
    with clock.at(clock.now() + timedelta(seconds=21)):
        assert present("contact:1", besides=me) == []


def test_asking_for_many_versions_is_one_query(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    with django_assert_num_queries(1):
        versions([f"contact:{number}" for number in range(50)])
