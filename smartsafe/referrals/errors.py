"""How a referral says no, and what to do instead."""

from django.utils.translation import gettext_lazy as _

from smartsafe.errors import DomainError, Invalid, NotAllowed


class NotNow(DomainError):
    """The state of the referral has no such way onwards."""

    sentence = _("The referral is in the state “{status}”, and this cannot be done from there.")


class FourEyes(NotAllowed):
    """Whoever wrote any part of it may not approve it."""

    sentence = _("You worked on this referral yourself. Another supervisor has to approve it.")


class CannotBeDelivered(DomainError):
    """The institution can neither open it on the portal nor with a key of its own."""

    sentence = _(
        "{institution} cannot receive this yet: it has no officer at the portal and no key for packages. "
        "Ask the administrator to invite an officer of the institution, or to enter the age key it has sent."
    )


class BadRecipient(DomainError):
    sentence = _(
        "The key for packages of {institution} is not a valid age key. Ask the administrator to enter it again."
    )


class KeyChanged(DomainError):
    """Whoever approved saw another key than the one to which the package would go now."""

    sentence = _(
        "The key for packages of {institution} was changed after the approval. Return the referral for changes and "
        "have it approved again, so that somebody looks at the new key."
    )


class AlreadyReferred(Invalid):
    sentence = _("Referral {number} of this case to the same institution is still open. Work there.")


class NothingToSay(Invalid):
    sentence = _("Say in your own words what happened or share at least one thing, so that the institution can act.")


class Missing(Invalid):
    sentence = _("This cannot stay empty.")


class TooLong(Invalid):
    sentence = _("This is too long: at most {most} characters.")


class Unreadable(Invalid):
    """Characters that no text contains (NUL)."""

    sentence = _("The text holds characters that cannot be kept. Remove them and try again.")


class NotAChoice(Invalid):
    sentence = _("Choose one of the offered answers.")


class NotTheirs(Invalid):
    """It is not part of this case."""

    sentence = _("One of the things to be shared does not belong to this case any more. Look through them again.")


class Damaged(DomainError):
    """An item's bytes are not those whose hash was recorded when it came in."""

    sentence = _("The file {file} is not what it was when it came in. It was not sent. Tell the administrator.")


class OnThePortal(NotAllowed):
    """The institution has officers: its steps are theirs alone."""

    sentence = _("This institution answers on the portal. Only its officers can enter its steps.")
