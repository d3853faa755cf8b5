"""How the library of answers says no."""

from django.utils.translation import gettext_lazy as _

from smartsafe.errors import DomainError, Invalid


class NothingWritten(Invalid):
    sentence = _("Nothing has been written yet.")


class AnswerTooLong(Invalid):
    """With `limit`, in characters."""

    sentence = _("Write at most {limit} characters. Two short answers are found more easily than a long one.")


class UnknownVariable(Invalid):
    """With `name` as it was written and `allowed`."""

    sentence = _("“{name}” is nothing that can be filled in. In curly brackets only: {allowed}.")


class LooseBracket(Invalid):
    sentence = _("A curly bracket stands alone. Write variables as {example}.")


class NotAChoice(Invalid):
    sentence = _("Choose one of those that are offered.")


class OwnProposal(DomainError):
    """Who wrote a version does not put it in force."""

    sentence = _("You wrote this yourself: somebody else has to approve it.")


class NotNow(DomainError):
    """The version is in a state from which this step does not lead."""

    sentence = _("This step is not possible now. Perhaps a colleague was faster: look at what stands here.")
