"""How the contacts module says no."""

from django.utils.translation import gettext_lazy as _

from smartsafe.errors import Invalid, NotFound


class FormGone(NotFound):
    """The unfinished form has died: sent long ago, left, or untouched for too long."""

    sentence = _("The form was open for a long time without a change, so we deleted it to keep it private.")


class NothingTold(Invalid):
    """A report or a message without a word, a choice, a link or a file."""

    sentence = _("Tell us something first: a few words are enough.")


class TooLong(Invalid):
    sentence = _("This is {count} characters long. Please shorten it to {limit}; nothing you typed is lost.")


class UnknownChoice(Invalid):
    sentence = _("Please choose one of the answers offered.")
