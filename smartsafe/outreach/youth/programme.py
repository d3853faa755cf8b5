"""The programme as the profile tells it, and its days."""

from datetime import date, timedelta

from smartsafe.country.profile import profile
from smartsafe.country.profile.youth import Youth

from ..activities.times import today
from .errors import NoProgramme


def programme() -> Youth:
    """Raises NoProgramme, which faces answer with 404."""
    found = profile().youth
    if found is None:
        raise NoProgramme()
    return found


def membership_until(age: int) -> date:
    """The last day: a member for as long as one may be, and not above the oldest age."""
    told = programme()
    months = min(told.member_months, 12 * (told.oldest + 1 - age))
    return today() + timedelta(days=round(months * 30.44))
