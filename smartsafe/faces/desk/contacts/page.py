"""Everything the page of an open contact shows."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from smartsafe.cases.queries import by_ids, case_of_contact
from smartsafe.channels.queries import sharing_threads
from smartsafe.contacts import queries
from smartsafe.contacts.actions import handling
from smartsafe.contacts.queries import ContactView
from smartsafe.contacts.rules import EMPTY_OUTCOMES, REDIRECTED
from smartsafe.country.competence import suggest
from smartsafe.country.profile import profile
from smartsafe.errors import DomainError, NotFound
from smartsafe.faces.theme.doors import actor_of
from smartsafe.live.queries import versions
from smartsafe.people.actors import Actor

from ..inbox.views import list_context
from ..opened import enter_list, enter_unless_open
from .forms import AssignForm, MergeForm, NoteForm, ReplyForm, SplitForm, TriageForm, WayForm, words_of

DEFAULT_QUEUE = "mine"
# Outcomes other than advice, each with the key that follows z
CLOSING = dict(zip((REDIRECTED, *EMPTY_OUTCOMES), "rspwt", strict=True))


def queue_shown(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    """The list beside the contact: the queue the person came from, else their own."""
    wanted = request.POST.get("queue") or request.GET.get("queue", DEFAULT_QUEUE)
    cursor = request.GET.get("cursor", "")
    try:
        shown = list_context(actor, wanted, cursor)
    except NotFound:
        shown = list_context(actor, DEFAULT_QUEUE)
    enter_list(request, shown["queue"], len(shown["page"].rows), further=bool(shown["cursor"]))
    return shown


def contact_context(actor: Actor, contact_id: UUID) -> dict[str, Any]:
    """What the middle and the right pane show. Raises NotFound."""
    contact, timeline = queries.opened(actor, contact_id)
    connected = queries.connected(actor, contact_id, same_threads=sharing_threads(actor, contact_id))
    return {
        "contact": contact,
        "messages_of": timeline,
        "connected": [one for one in connected if one.object_kind == "contact" and "merged" not in one.same],
        "connected_cases": by_ids(actor, [one.id for one in connected if one.object_kind == "case"]),
        "case": case_of_contact(actor, contact_id),
        "competent": competent_for(contact),
        "choosing": actor.may("contacts.handle") and not contact.erased,
        "closing": [(code, profile().label("outcomes_of_contact", code), key) for code, key in CLOSING.items()],
        "versions": versions(["inbox", f"contact:{contact_id}"]),
    }


def competent_for(contact: ContactView) -> list[Any]:
    if not contact.threat:
        return []
    return suggest(
        threat=contact.threat, other_threats=contact.other_threats, harms=contact.harms,
        age_band=contact.child_age_band, municipality=contact.municipality,
    )  # fmt: skip


def show(
    request: HttpRequest,
    contact_id: UUID,
    *,
    reply: ReplyForm | None = None,
    note: NoteForm | None = None,
    triage: TriageForm | None = None,
    merge: MergeForm | None = None,
    split: SplitForm | None = None,
    way: WayForm | None = None,
    refused: DomainError | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page; a bound form keeps what was typed, `refused` says why a step was not taken."""
    actor = actor_of(request)
    # A refused step shows the words too: whoever comes by it without having opened the page makes the entry here.
    look, also = partial(handling.look, actor, contact_id=contact_id), partial(queries.merged_with, actor, contact_id)
    enter_unless_open(request, "contact", contact_id, look, also=also)
    context = contact_context(actor, contact_id)
    contact: ContactView = context["contact"]
    drafts = queries.drafts(actor, contact_id)
    context |= {
        "reply": reply or ReplyForm(initial={"text": drafts.get("reply", ""), "version": contact.version}),
        "note": note or NoteForm(initial={"text": drafts.get("note", "")}, prefix="note"),
        "triage": triage or TriageForm(initial=TriageForm.initial_of(contact), prefix="triage"),
        "assign": AssignForm(initial={"person": str(contact.assignee_id or ""), "team": str(contact.team_id or "")}),
        "merge": merge or MergeForm(),
        "split": split or SplitForm(prefix="split"),
        "chosen": request.POST.getlist("messages") if split else [],
        "way": way or WayForm(ways=contact.ways, prefix="way"),
        "way_words": words_of(contact.way, several=bool(contact.merged)) if contact.way else "",
        "refused": refused,
    }
    context |= queue_shown(request, actor)
    return render(request, "desk/contacts/contact.html", context, status=status)
