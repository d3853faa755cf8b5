"""How a case says no."""

from django.utils.translation import gettext_lazy as _

from smartsafe.errors import DomainError, Invalid


class NotFromHere(DomainError):
    """The state of the case has no such way onwards."""

    sentence = _("The case is in the state “{status}”, and this cannot be done from there.")


class HasCase(Invalid):
    """A contact belongs to one case at most."""

    sentence = _("Contact {number} already belongs to case {case}.")


class NoContacts(Invalid):
    sentence = _("A case needs at least one contact.")


class LastContact(DomainError):
    sentence = _("This is the only contact of the case. A case needs at least one.")


class TwoCases(Invalid):
    """Two contacts cannot become one conversation while each is in another case."""

    sentence = _("One is in the case {case}, the other in {other}. Merge the cases, or take one out of its case first.")


class IsMerged(DomainError):
    """The words and files of a merged case live in another one."""

    sentence = _("This case was merged into {number}. Work there.")


class WithItself(Invalid):
    sentence = _("Choose another case: this is the same one.")


class OpenTasks(DomainError):
    sentence = _("Finish the tasks of the case before closing it.")


class Missing(Invalid):
    sentence = _("This cannot stay empty.")


class TooLong(Invalid):
    sentence = _("This is too long: at most {most} characters.")


class Unreadable(Invalid):
    """Characters that no text contains (NUL)."""

    sentence = _("The text holds characters that cannot be kept. Remove them and save again.")


class NotAChoice(Invalid):
    sentence = _("Choose one of the offered answers.")


class NotACountry(Invalid):
    sentence = _("Write a country with its two letters, for example DE, or leave this empty.")


class TooManyIdentifiers(Invalid):
    sentence = _("At most {most} lines of addresses, names and numbers.")


class AlreadyDone(DomainError):
    sentence = _("This was done already.")


class NobodyThere(Invalid):
    """The person chosen does not work on cases."""

    sentence = _("Choose somebody who works on cases.")
