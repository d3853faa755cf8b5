"""What every page with a form does: act once, put a refusal into the form, say what was done."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from smartsafe.errors import DomainError, Invalid, NotAllowed, NotFound
from smartsafe.faces.theme.forms import KindForm
from smartsafe.people.actors import Locked


class NoSuchContact(Invalid):
    sentence = _("There is no contact with this number.")


class NoSuchCase(Invalid):
    sentence = _("Write the whole number of a case, with its year.")


REMEMBERED = 40  # tokens of forms that a session keeps


def already_done(request: HttpRequest, form: forms.Form) -> bool:
    """Whether this very form was carried out before (sent twice, or sent again from the browser's history)."""
    return str(form.cleaned_data.get("submission") or "-") in request.session.get("forms_done", [])


def remember(request: HttpRequest, form: forms.Form) -> None:
    if token := form.cleaned_data.get("submission"):
        request.session["forms_done"] = [*request.session.get("forms_done", []), str(token)][-REMEMBERED:]


def carried_out(request: HttpRequest, form: KindForm, act: Callable[[dict[str, Any]], object], done: str) -> bool:
    """Act with the form's cleaned data and say so. False when the form is shown again, with the reason in it."""
    if not form.is_valid():
        return False
    if already_done(request, form):
        return True
    try:
        act(form.cleaned_data)
    except (NotFound, NotAllowed, Locked):
        raise
    except DomainError as refusal:
        form.add_refusal(refusal)
        return False
    remember(request, form)
    messages.success(request, done)
    return True


def carried_out_plainly(request: HttpRequest, act: Callable[[], object], done: str) -> None:
    """The same for a button without a form: a refusal is said on the page that follows."""
    try:
        act()
    except (NotFound, NotAllowed, Locked):
        raise
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
