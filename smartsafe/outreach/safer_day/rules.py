"""When the day is, what may be entered and how much of it."""

from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SEE, MANAGE = "outreach.see", "outreach.manage"

KINDS: dict[str, str | Promise] = {
    "school": _("A school"),
    "library": _("A library"),
    "town": _("A town or municipality"),
    "other": _("Another organisation"),
}
AUDIENCES: dict[str, str | Promise] = {
    "pupils": _("Pupils"),
    "parents": _("Parents"),
    "teachers": _("Teachers"),
    "everybody": _("For everybody"),
}
WAITING, PUBLIC = "waiting", "public"
MAX_TITLE, MAX_ORGANISER, MAX_WORDS = 120, 160, 600
MOST_EXPECTED = 20_000
MOST_WAITING = 500  # that nobody has read yet: no program fills the register
AROUND = timedelta(days=28)  # before and after the day, in which an event still belongs to it
WAITING_KEPT = timedelta(days=90)  # after the day; what nobody read until then is erased
FIRST_YEAR = 2004


def safer_internet_day(year: int) -> date:
    """The second day of the second week of the second month, the first week being that of its first working day.

    The rule: https://www.saferinternetday.org and the Council of Europe (“the second day of the second week of the
    second month – in 2020, that's Tuesday February 11th”). It is always the one Tuesday from 5 to 11 February: 2018 on
    the 6th, 2019 on the 5th, 2020 on the 11th, 2023 on the 7th, 2024 on the 6th, 2025 on the 11th, as they were held.
    """
    fifth = date(year, 2, 5)
    return fifth + timedelta(days=(1 - fifth.weekday()) % 7)


def year_to_come(day: date) -> int:
    """For which year one registers on that day: this year's until its weeks have passed."""
    return day.year if day <= safer_internet_day(day.year) + AROUND else day.year + 1
