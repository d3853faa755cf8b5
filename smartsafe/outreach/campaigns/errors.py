"""Why a campaign or its reach is refused."""

from django.utils.translation import gettext_lazy as _

from smartsafe.errors import Invalid


class EndsBeforeItBegins(Invalid):
    sentence = _("A campaign ends after it begins, and within {years} years.")


class NotInTheLibrary(Invalid):
    sentence = _("The library has no published item “{name}”. Copy its address from the library’s page.")


class WrongReach(Invalid):
    sentence = _("Write a whole number of people or downloads.")


class ReachInFuture(Invalid):
    sentence = _("This day has not come yet.")
