"""One person, many ways: contacts become one conversation and stand alone again, messages leave, a way is chosen."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from smartsafe.cases import actions as cases
from smartsafe.channels.phone.actions.call_backs import plan_call_back
from smartsafe.channels.phone.rules import PLANNED
from smartsafe.contacts import queries
from smartsafe.contacts.actions import handling
from smartsafe.contacts.ways import CALL
from smartsafe.errors import DomainError, Invalid, NotAllowed, NotFound
from smartsafe.people.actors import Actor, Locked

from .forms import MergeForm, SplitForm, WayForm
from .page import show
from .views import address_of, status_of, step


def _id(told: str) -> UUID:
    """Raises Invalid."""
    try:
        return UUID(told)
    except ValueError:
        raise Invalid("contact") from None


def _refused(request: HttpRequest, contact_id: UUID, error: DomainError, **form: Any) -> HttpResponse:
    """The page again, the refusal at its field where it names one."""
    if isinstance(error, NotAllowed | NotFound | Locked):
        raise error
    if isinstance(error, Invalid):
        next(iter(form.values())).add_refusal(error)
        return show(request, contact_id, status=400, **form)
    return show(request, contact_id, refused=error, status=status_of(error), **form)


@step()
def merge(request: HttpRequest, actor: Actor, contact_id: UUID) -> HttpResponse:
    """Into the contact whose number was typed; the one that stays is shown."""
    form = MergeForm(request.POST)
    if not form.is_valid():
        return show(request, contact_id, merge=form, status=400)
    try:
        into = queries.id_of_number(actor, form.cleaned_data["into"])
    except NotFound:
        form.add_error("into", _("There is no contact with this number."))
        return show(request, contact_id, merge=form, status=400)
    try:
        stays = cases.merge_contacts(actor, contact_id=contact_id, into_id=into)
    except DomainError as error:
        return _refused(request, contact_id, error, merge=form)
    return redirect(address_of(request, stays.id))


@step()
def join(request: HttpRequest, actor: Actor, contact_id: UUID) -> HttpResponse:
    """One of the connected contacts goes on in this one."""
    other = _id(request.POST.get("other", ""))
    stays = cases.merge_contacts(actor, contact_id=other, into_id=contact_id)
    messages.success(request, _("One conversation now. It can be separated again at any time."))
    return redirect(address_of(request, stays.id))


@step()
def separate(request: HttpRequest, actor: Actor, contact_id: UUID) -> HttpResponse:
    """What was merged stands alone again and is shown; `stay`: the conversation that it leaves is shown instead."""
    stay = request.POST.get("stay", "")
    shown = _id(stay) if stay else contact_id
    apart = cases.separate_contact(actor, contact_id=contact_id)
    messages.success(request, _("%(number)s stands alone again.") % {"number": apart.number})
    return redirect(address_of(request, shown))


@step()
def split(request: HttpRequest, actor: Actor, contact_id: UUID) -> HttpResponse:
    """The chosen messages become a contact of their own, which is shown."""
    form = SplitForm(request.POST, prefix="split")
    chosen = [_id(one) for one in request.POST.getlist("messages")[:500]]
    if not form.is_valid():
        return show(request, contact_id, split=form, status=400)
    told = form.cleaned_data
    try:
        same = told["whose"] == "same"
        new = cases.split_contact(actor, contact_id=contact_id, message_ids=chosen, same_person=same)
    except DomainError as error:
        return _refused(request, contact_id, error, split=form)
    messages.success(request, _("%(number)s was made of the chosen messages.") % {"number": new.number})
    return redirect(address_of(request, new.id))


@step()
def way(request: HttpRequest, actor: Actor, contact_id: UUID) -> HttpResponse:
    """Replies go by another way from now on; a number to call is put on the list of call-backs."""
    form = WayForm(request.POST, prefix="way", ways=queries.contact_for(actor, contact_id).ways)
    if not form.is_valid():
        return show(request, contact_id, way=form, status=400)
    told = form.cleaned_data
    try:
        chosen = handling.choose_way(
            actor, contact_id=contact_id, way=told["way"], address=told["address"],
            consent=told["how"] if told["agreed"] else "",
        )  # fmt: skip
    except DomainError as error:
        return _refused(request, contact_id, error, way=form)
    if chosen.kind == CALL:
        plan_call_back(actor, contact_id=chosen.contact_id, working_hours=PLANNED[0])
        messages.success(request, _("It stands on the list of people to call."))
    return redirect(address_of(request, contact_id))
