"""What officers may see and do, and what never."""

import pytest

from smartsafe.errors import NotAllowed, NotFound
from smartsafe.people.actors import Actor
from smartsafe.referrals import actions, rules
from smartsafe.referrals.queries import contents, referral_for, referrals
from tests.factories.people import an_officer
from tests.factories.referrals import STEPS, Cast, a_referral

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(analyst: Actor, supervisor: Actor, officer: Actor) -> Cast:
    return Cast(analyst, supervisor, officer)


def test_an_officer_of_another_institution_finds_nothing(cast: Cast) -> None:
    referral = a_referral(rules.DELIVERED, cast=cast)
    stranger = an_officer("mpn")
    for attempt in (
        lambda: referral_for(stranger, referral.pk),
        lambda: actions.look(stranger, referral_id=referral.pk),
        lambda: actions.acknowledge(stranger, referral_id=referral.pk),
        lambda: actions.take_letter(stranger, referral_id=referral.pk),
        lambda: actions.take_package(stranger, referral_id=referral.pk),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert not any(referrals(stranger, queue=queue).rows for queue in ("new", "ours", "waiting", "concluded"))


@pytest.mark.parametrize("status", rules.IN_PREPARATION)
def test_an_officer_sees_nothing_before_delivery(status: str, cast: Cast) -> None:
    referral = a_referral(status, cast=cast)
    with pytest.raises(NotFound):
        referral_for(cast.officer, referral.pk)


def test_an_officer_does_what_staff_do_never(cast: Cast) -> None:
    referral = a_referral(rules.DELIVERED, cast=cast)
    for attempt in (
        lambda: actions.withdraw(cast.officer, referral_id=referral.pk, text="х"),
        lambda: actions.prepare(cast.officer, case_id=referral.case_id, institution="mpn"),
        lambda: actions.approve(cast.officer, referral_id=referral.pk, version=1),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_officers_do_not_read_what_was_said_before_delivery(cast: Cast) -> None:
    referral = a_referral(rules.AWAITING_APPROVAL, cast=cast)
    actions.return_for_changes(cast.supervisor, referral_id=referral.pk, text="УНУТРАШЊА ПРИМЕДБА")
    for verb in ("send", "approve", "deliver"):
        referral.refresh_from_db()
        STEPS[verb](cast, referral)
    assert "УНУТРАШЊА ПРИМЕДБА" not in str(contents(cast.officer, referral.pk))
    assert contents(cast.officer, referral.pk).draft is None
