"""Old notices are forgotten after the profile's days."""

from datetime import timedelta

import pytest

from smartsafe import clock
from smartsafe.country.profile import profile
from smartsafe.identifiers import new_id
from smartsafe.notifications.actions import mark_seen, tell
from smartsafe.notifications.models import Notice
from smartsafe.notifications.tasks import forget_old_notices
from smartsafe.people.actors import Actor

pytestmark = pytest.mark.django_db


def test_notices_are_forgotten_on_their_day_seen_or_not(operator: Actor) -> None:
    seen, unseen = new_id(), new_id()
    for object_id in (seen, unseen):
        tell([operator.id], "case.assigned", "case", object_id, "NKC-2026-000001")
    mark_seen(operator, object_id=seen)
    days = profile().retention.notices
    with clock.at(clock.now() + timedelta(days=days - 1)):
        tell([operator.id], "case.assigned", "case", new_id(), "NKC-2026-000002")
        assert forget_old_notices.call() == 0
    with clock.at(clock.now() + timedelta(days=days, minutes=1)):
        assert forget_old_notices.call() == 2
    assert Notice.objects.get().object_number == "NKC-2026-000002"
