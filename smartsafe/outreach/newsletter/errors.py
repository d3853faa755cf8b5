"""Why a link or an issue is refused."""

from django.utils.translation import gettext_lazy as _

from smartsafe.errors import DomainError, Invalid


class LinkWrong(DomainError):
    sentence = _("This link is not complete or was changed. Open it again from our letter.")


class LinkRanOut(DomainError):
    sentence = _("This link is no longer valid: a week has passed, or you have left already. You can subscribe again.")


class AlreadyConfirmed(DomainError):
    sentence = _("You have confirmed already. Nothing more is needed: the next issue comes to you.")


class WrongLine(Invalid):
    sentence = _(
        "Line {number}: after “|” stands an address that begins with https:// or, on this site, with /. "
        "Leave “|” out where no link is meant."
    )


class AlreadySent(DomainError):
    sentence = _("This issue is on its way already; it cannot be changed any more.")


class NobodyToSendTo(DomainError):
    sentence = _("Nobody has subscribed yet, so there is nobody to send this to.")
