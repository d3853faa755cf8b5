"""Why a link, a registration or a practice is refused."""

from django.utils.translation import gettext_lazy as _

from smartsafe.errors import DomainError, Invalid


class LinkWrong(DomainError):
    sentence = _("This link is not complete or was changed. Open it again from our letter.")


class LinkRanOut(DomainError):
    sentence = _("This link is no longer valid. Ask for a new one; it takes a minute.")


class LinkUsed(DomainError):
    sentence = _("This link was used already; each lets you in once. Ask for a new one; it takes a minute.")


class AlreadyConfirmed(DomainError):
    sentence = _("Your address is confirmed already. We write to you as soon as somebody has decided.")


class WrongLink(Invalid):
    sentence = _("An address begins with https:// and has no spaces.")


class TooManyWaiting(DomainError):
    sentence = _(
        "Several of your practices wait to be read. Yours still stands here: send it when those are published."
    )


class DecidedAlready(DomainError):
    sentence = _("Somebody has decided this already.")
