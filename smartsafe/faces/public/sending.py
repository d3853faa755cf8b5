"""What a public form ends in when it is sent: its action, or the same form again, with the reason and every word."""

from collections.abc import Callable
from typing import TypeVar

from smartsafe.errors import DomainError, Invalid
from smartsafe.faces.theme.forms import KindForm

from . import pace

T = TypeVar("T")
DONE, WRONG, SLOWLY = 200, 422, 429


def sent(form: KindForm, act: Callable[[], T], *, too_many: bool) -> tuple[T | None, int]:
    """(what the action gave, DONE), or (None, the status of the page that shows the form again).

    `act` is asked only of a valid form. A refusal that names no field (the centre has no keys yet) stands above.
    """
    valid = form.is_valid()
    if too_many:
        form.add_error(None, str(pace.SLOWLY))
        return None, SLOWLY
    if valid:
        try:
            return act(), DONE
        except Invalid as refusal:
            form.add_refusal(refusal)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    return None, WRONG
