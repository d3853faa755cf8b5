"""How the telephone says no."""

from django.utils.translation import gettext_lazy as _

from smartsafe.errors import DomainError


class AnsweredAlready(DomainError):
    """A colleague was faster."""

    sentence = _("A colleague has taken this call.")


class CalledBackAlready(DomainError):
    """The call-back is done: by a colleague, or the person called again."""

    sentence = _("This call-back is done already.")
