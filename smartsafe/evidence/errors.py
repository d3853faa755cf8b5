"""Why a file is refused, in words for whoever sent it."""

from django.utils.translation import gettext_lazy as _

from smartsafe.errors import DomainError, Invalid


class FileRefused(Invalid):
    """Base of all refusals of a file; `name` is the file's name."""

    sentence = _("This file cannot be taken in.")


class TooLarge(FileRefused):
    sentence = _(
        "The file “{name}” is larger than {megabytes} MB. Send a shorter part of it, or tell us about it in words."
    )


class EmptyFile(FileRefused):
    sentence = _("The file “{name}” is empty. Choose it again.")


class NotAccepted(FileRefused):
    sentence = _(
        "The file “{name}” is of a kind that we do not take in ({found}). "
        "Send a picture, a video, a sound, a PDF, a text or an office document."
    )


class TooMany(FileRefused):
    sentence = _("At most {most} files can be sent. The file “{name}” was left out.")


class Interrupted(FileRefused):
    sentence = _("The file “{name}” did not arrive whole. Send it again.")


class Purged(DomainError):
    """The content was destroyed by rule; its facts are gone too."""

    sentence = _("This file is no longer kept.")
