"""The lists of referrals, and one referral with its dialogue."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from smartsafe.errors import NotFound
from smartsafe.faces.theme.doors import actor_of, needs
from smartsafe.faces.theme.forms import KindForm
from smartsafe.people.actors import Actor
from smartsafe.referrals import actions, queries
from smartsafe.referrals.queries import Contents, ReferralView
from smartsafe.referrals.rules import OF_INSTITUTION

from .forms import (
    DeclineForm,
    ForwardForm,
    InformationForm,
    OnceForm,
    OutcomeForm,
    QuestionForm,
    ReturnForm,
    VersionForm,
    WithdrawForm,
    WordsForm,
)  # fmt: skip

QUEUE_NAMES = {
    "awaiting": _("Awaiting approval"),
    "ours": _("Wait for us"),
    "preparing": _("In preparation"),
    "with_institution": _("With institutions"),
    "late": _("Late"),
    "all": _("All referrals"),
}
FORMS: dict[str, type[KindForm]] = {
    "send_for_approval": VersionForm,
    "approve": VersionForm,
    "return_for_changes": ReturnForm,
    "deliver": OnceForm,
    "give_information": InformationForm,
    "withdraw": WithdrawForm,
    "close": OnceForm,
    "forward_declined": ForwardForm,
    "acknowledge": OnceForm,
    "accept": WordsForm,
    "ask": QuestionForm,
    "decline": DeclineForm,
    "report_outcome": OutcomeForm,
}


@needs("referrals.see")
@require_safe
def referrals(request: HttpRequest) -> HttpResponse:
    """One queue, a page at a time. Raises NotFound for a queue that does not exist."""
    actor = actor_of(request)
    counts = queries.queue_counts(actor)
    first = next((name for name in ("awaiting", "ours") if counts.get(name)), "with_institution")
    queue = request.GET.get("queue", first)
    if queue not in QUEUE_NAMES:
        raise NotFound()
    context = {
        "page": queries.referrals(actor, queue=queue, cursor=request.GET.get("cursor", "")),
        "queue": queue,
        "heading": QUEUE_NAMES[queue],
        "queues": [(code, name, counts.get(code)) for code, name in QUEUE_NAMES.items()],
    }
    return render(request, "desk/referrals/list.html", context)


@needs("referrals.see")
@require_safe
def referral(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    view = queries.referral_for(actor, referral_id)
    if view.erased_at:
        return render(request, "desk/referrals/erased.html", {"referral": view})
    return page(request, actions.look(actor, referral_id=referral_id), referral_id)


def page(
    request: HttpRequest, said: Contents, referral_id: UUID, *, refused: dict[str, KindForm] | None = None
) -> HttpResponse:
    """The page of one referral. `refused`: the form that was sent and could not be carried out, by its verb."""
    actor = actor_of(request)
    view = queries.referral_for(actor, referral_id)
    of_institution = view.verbs & OF_INSTITUTION
    context = {
        "referral": view,
        "said": said,
        "steps": said.steps,
        "forms": {**_forms(actor, view), **(refused or {})},
        "refused": next(iter(refused), "") if refused else "",
        "by_post": bool(of_institution),
        "ways": queries.ways_of(actor, referral_id),
    }
    return render(request, "desk/referrals/referral.html", context, status=422 if refused else 200)


def _forms(actor: Actor, view: ReferralView) -> dict[str, KindForm]:
    return {verb: form_for(actor, view, verb, None) for verb in view.verbs if verb in FORMS}


def form_for(actor: Actor, view: ReferralView, verb: str, data: Any) -> KindForm:
    """The form of a verb, bound to what was sent or fresh. Each has its own names, for one page holds several."""
    kind = FORMS[verb]
    more: dict[str, Any] = {"prefix": verb}
    if kind is VersionForm:
        more["initial"] = {"version": view.version}
    if kind is ForwardForm:
        more["initial"] = {"institution": view.declined_to}
    if kind is InformationForm:
        more["items"] = queries.more_items(actor, view.id)
    return kind(data, **more)
