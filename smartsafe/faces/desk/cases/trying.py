"""What the pages of a case refuse, and what a button without a form does: act, say what was done or why not."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from smartsafe.errors import DomainError, Invalid, NotAllowed, NotFound
from smartsafe.people.actors import Locked


class NoSuchContact(Invalid):
    sentence = _("There is no contact with this number.")


class NoSuchCase(Invalid):
    sentence = _("Write the whole number of a case, with its year.")


def carried_out_plainly(request: HttpRequest, act: Callable[[], object], done: str) -> None:
    """As `theme.acting.carried_out`, for a button without a form: a refusal is said on the page that follows."""
    try:
        act()
    except (NotFound, NotAllowed, Locked):
        raise
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
