"""Why a change of the calendar is refused."""

from django.utils.translation import gettext_lazy as _

from smartsafe.errors import Invalid


class DayOutOfReach(Invalid):
    """Past days have been lived through; far ones are nobody's business yet."""

    sentence = _("Choose a day from today on, at most two years ahead.")


class HoursOutOfOrder(Invalid):
    sentence = _("Write times such as 09:00 and 12:30; each stretch ends after it begins, and none overlaps another.")


class ReasonMissing(Invalid):
    sentence = _("Say why in a few words, in every language: the public reads it. At most {limit} characters.")
