"""How a partner, or who manages partners, is told no."""

from django.utils.translation import gettext_lazy as _

from smartsafe.errors import DomainError, Invalid, NotAllowed, NotFound


class KeyRefused(DomainError):
    """Base: the key opens nothing. `why` goes into the audit chain where the key is one of ours."""

    sentence = _("This key is not known.")
    why = "unknown"


class KeyUnknown(KeyRefused):
    """No key, or none that was ever given out."""


class KeyRevoked(KeyRefused):
    sentence = _("This key has been revoked.")
    why = "revoked"


class KeyExpired(KeyRefused):
    sentence = _("This key has expired. Ask the centre for a new one.")
    why = "expired"


class PartnerEnded(KeyRefused):
    sentence = _("The agreement with this partner has ended.")
    why = "ended"


class ScopeMissing(NotAllowed):
    """The key is not for this."""

    sentence = _("This key does not have the scope {scope}.")


class ReportKeyWrong(NotAllowed):
    """The report is the partner's own, but the key for its words is not the right one."""

    sentence = _("The Report-Key does not belong to this report. It was given once, when the report was handed in.")


class TooMany(DomainError):
    """`seconds` until it may be tried again."""

    sentence = _("Too many requests. Wait {seconds} seconds.")


class OnceForAnother(Invalid):
    sentence = _("This Idempotency-Key was used for another request. Use a new one for each request.")


class OnceByAnotherKey(DomainError):
    """The answer is sealed to the key that asked; it cannot be given to another one."""

    sentence = _("A request with this Idempotency-Key was made with another key of yours, and was done.")


class NoSuchAddress(Invalid):
    """`channels.http` guards again when it is asked: a name may point anywhere by then."""

    sentence = _(
        "Only https:// addresses with a public host name, on port 443 or 8443, without user name, query and fragment."
    )


class TooManyOfThem(Invalid):
    sentence = _("There are {most} already. Remove one first.")


class HookOff(DomainError):
    sentence = _("This address is switched off. Switch it on first.")


class NameTaken(Invalid):
    sentence = _("There is a partner with this name already.")


class NothingToDo(Invalid):
    sentence = _("Choose at least one scope.")


class NoSuchReport(NotFound):
    sentence = _("There is no such report of yours.")


class ReportErased(DomainError):
    sentence = _("This report was erased by the rules of retention.")
