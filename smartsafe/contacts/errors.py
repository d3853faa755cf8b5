"""How the contacts module says no."""

from django.utils.translation import gettext_lazy as _

from smartsafe.errors import DomainError, Invalid, NotFound, Stale


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


class NothingWritten(Invalid):
    """An empty reply, note or call at the desk."""

    sentence = _("Nothing has been written yet.")


class ChangedMeanwhile(Stale):
    """Another member of staff, or the reporter, changed the contact since the page was opened."""


class NotNow(DomainError):
    """The contact's state does not allow the step."""

    sentence = _("The contact has moved on, so this step is not possible any more. Look at what is new.")


class NoWayBack(DomainError):
    """Nothing written now could reach the reporter."""

    sentence = _("This contact came by a way on which nothing can be written back. Add a note instead.")


class CannotTake(Invalid):
    """The person cannot be given contacts."""

    sentence = _("This person does not handle contacts at the moment. Choose somebody else.")


class CannotMerge(Invalid):
    """A contact cannot be merged into itself."""

    sentence = _("Choose another contact: one cannot be merged into itself.")


class CannotSplit(Invalid):
    """Messages of several contacts, none of the reporter's, or the one with which the contact began."""

    sentence = _(
        "Choose messages of one contact, at least one of them the reporter's. The first one stays: it has the code."
    )


class ConsentMissing(Invalid):
    """A reply by another way than the person's own, without their word for it."""

    sentence = _("Ask the person first, and say here how they agreed to be answered this way.")


class NotAnAddress(Invalid):
    sentence = _("Write an e-mail address, like name@example.org.")


class DangerNeedsSupervisor(DomainError):
    """Only a supervisor takes back a danger that no supervisor has seen."""

    sentence = _("Only a supervisor can take back immediate danger before it has been acknowledged.")


class NoDanger(DomainError):
    """There is no danger that waits to be acknowledged."""

    sentence = _("No danger waits to be acknowledged here. Perhaps a colleague was faster.")


class NobodyFree(DomainError):
    """Nobody who is on shift for this channel is under the limit."""

    sentence = _("Nobody on shift is free for this. Choose somebody by hand, or raise a limit.")


class LimitOutOfReach(Invalid):
    sentence = _("Write a whole number, at most {limit}.")


class AutoReplyUnfit(Invalid):
    """Empty, too long, or with a placeholder that nothing fills."""

    sentence = _("Write at most {limit} characters. In curly brackets only: {allowed}.")
