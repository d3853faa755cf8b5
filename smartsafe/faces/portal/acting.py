"""What every page with a form does: act once, put a refusal into the form, say what was done."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.functional import Promise

from smartsafe.errors import DomainError, NotAllowed, NotFound
from smartsafe.faces.theme.forms import KindForm
from smartsafe.people.actors import Locked

REMEMBERED = 40  # tokens of forms that a session keeps


def carried_out(
    request: HttpRequest, form: KindForm, act: Callable[[dict[str, Any]], object], done: str | Promise
) -> bool:
    """Act with the form's cleaned data, once however often it is sent. False when the form is shown again."""
    if not form.is_valid():
        return False
    token = str(form.cleaned_data.pop("submission", None) or "")
    before = request.session.get("forms_done", [])
    if token and token in before:
        return True
    try:
        act(form.cleaned_data)
    except (NotFound, NotAllowed, Locked):
        raise
    except DomainError as refusal:
        form.add_refusal(refusal)
        return False
    request.session["forms_done"] = [*before, token][-REMEMBERED:]
    messages.success(request, str(done))
    return True
