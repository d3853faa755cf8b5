"""What is done with a referral: each button and small form posts here and comes back to the page."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from smartsafe.errors import NotFound
from smartsafe.faces.theme.acting import carried_out
from smartsafe.faces.theme.doors import actor_of, needs
from smartsafe.referrals import actions, queries
from smartsafe.referrals.rules import needed_at_desk

from .views import FORMS, form_for, page

ACTS: dict[str, tuple[Callable[..., Any], str | Promise]] = {
    "send_for_approval": (actions.send_for_approval, _("Sent for approval. A supervisor has been told.")),
    "approve": (actions.approve, _("Approved. It can be delivered now.")),
    "return_for_changes": (actions.return_for_changes, _("Returned for changes.")),
    "deliver": (actions.deliver, _("Delivered. The reporter sees that it is with an institution.")),
    "give_information": (actions.give_information, _("The answer is with the institution.")),
    "withdraw": (actions.withdraw, _("Withdrawn. The institution can no longer open it on the portal.")),
    "close": (actions.close, _("The referral is concluded.")),
    "forward_declined": (actions.forward_declined, _("A new draft is ready, with the same words.")),
    "acknowledge": (actions.acknowledge, _("Receipt is noted.")),
    "accept": (actions.accept, _("Noted: the institution accepted it.")),
    "ask": (actions.ask, _("The question is noted.")),
    "decline": (actions.decline, _("Noted: the institution is not competent.")),
    "report_outcome": (actions.report_outcome, _("The outcome is noted.")),
}
WITH_VERSION = ("send_for_approval", "approve")


@needs("referrals.see")
@require_POST
def act(request: HttpRequest, referral_id: UUID, verb: str) -> HttpResponse:
    """Carry out `verb` (with hyphens). What is refused comes back on the page, with what was typed."""
    actor, name = actor_of(request), verb.replace("-", "_")
    if name not in FORMS:
        raise NotFound()
    actor.need(needed_at_desk(name))
    view = queries.referral_for(actor, referral_id)
    form = form_for(actor, view, name, request.POST)
    action, done = ACTS[name]
    made: list[Any] = []

    def carry(told: dict[str, Any]) -> None:
        words = dict(told)
        if name not in WITH_VERSION:
            words.pop("version", None)
        if "items" in words:
            words["items"] = [UUID(one) for one in words["items"]]
        made.append(action(actor, referral_id=referral_id, **words))

    if carried_out(request, form, carry, str(done)):
        if name == "forward_declined" and made:
            return redirect("desk:referral_draft", made[0].pk)
        return redirect("desk:referral", referral_id)
    return page(request, actions.look(actor, referral_id=referral_id), referral_id, refused={name: form})
