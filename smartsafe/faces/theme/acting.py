"""What every page with a form does: act once, put a refusal into the form, say what was done."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.functional import Promise

from smartsafe.errors import DomainError, NotAllowed, NotFound
from smartsafe.people.actors import Locked

from .forms import KindForm

REMEMBERED = 40  # tokens of forms that a session keeps
_DONE = "forms_done"


def carried_out(
    request: HttpRequest, form: KindForm, act: Callable[[dict[str, Any]], object], done: str | Promise
) -> bool:
    """Act with the form's cleaned data and say so. False when the form is shown again, with the reason in it.

    A form with a token is carried out once, also when it is sent again from the browser's history.
    """
    if not form.is_valid():
        return False
    token = str(form.cleaned_data.pop("submission", None) or "")
    before = request.session.get(_DONE, [])
    if token and token in before:
        return True
    try:
        act(form.cleaned_data)
    except (NotFound, NotAllowed, Locked):
        raise
    except DomainError as refusal:
        form.add_refusal(refusal)
        return False
    if token:
        request.session[_DONE] = [*before, token][-REMEMBERED:]
    messages.success(request, str(done))
    return True
