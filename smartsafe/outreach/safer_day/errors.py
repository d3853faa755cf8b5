"""Why an event cannot be registered."""

from django.utils.translation import gettext_lazy as _

from smartsafe.errors import DomainError, Invalid


class InThePast(Invalid):
    sentence = _("This day has passed. Please choose a later one.")


class NotAroundTheDay(Invalid):
    sentence = _("Choose a day within four weeks of Safer Internet Day ({day}).")


class WrongNumber(Invalid):
    sentence = _("Write about how many people will come: a whole number from 1 to {most}.")


class NoPerson(Invalid):
    sentence = _("Please leave out e-mail addresses and telephone numbers: this is shown to everybody.")


class TooManyWaiting(DomainError):
    sentence = _("Very many events wait to be read. Yours still stands here: please send it again tomorrow.")
