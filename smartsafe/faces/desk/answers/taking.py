"""Taking an answer into what is being written: with script beside the cursor, without it by a page."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from smartsafe.answers import actions, rules
from smartsafe.answers import queries as library
from smartsafe.contacts import queries as contacts
from smartsafe.contacts.actions import handling
from smartsafe.country.profile import profile
from smartsafe.errors import Invalid, NotFound
from smartsafe.faces.theme.doors import actor_of, needs
from smartsafe.people.actors import Actor

from .matching import INVITATION, answers_for, invitation_for

MOST_SHOWN = 40


@needs(rules.SEE)
@require_POST
def suggest(request: HttpRequest) -> HttpResponse:
    """The list beside the cursor: for a contact, or for what is known of a call; `words` are what is looked for."""
    actor = actor_of(request)
    words = request.POST.get("words", "")[:500]
    contact = request.POST.get("contact", "")
    if contact:
        try:
            found = answers_for(actor, UUID(contact), words=words, all_of_them=True)
        except ValueError:
            raise NotFound() from None
    else:
        threat = request.POST.get("threat", "")
        found = library.suggest(
            actor,
            threats=[threat] if threat in {one.code for one in profile().threats} else [],
            audience=library.audience_of(request.POST.get("reporter_kind", "")),
            language=get_language() or "",
            words=words,
            all_of_them=True,
        )
    return render(request, "desk/answers/_list.html", {"answers": found[:MOST_SHOWN]})


@needs(rules.SEE)
@require_POST
def used(request: HttpRequest, answer_id: UUID) -> HttpResponse:
    """The script took one."""
    if answer_id != INVITATION:
        actions.count_use(actor_of(request), answer_id=answer_id)
    return HttpResponse(status=204)


@needs("contacts.handle")
@require_http_methods(["GET", "HEAD", "POST"])
def for_contact(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """Without script: what was typed comes along and is kept; the chosen answer stands behind it in the draft."""
    actor = actor_of(request)
    if request.method != "POST":
        return _choose(request, actor, contact_id)
    contact = contacts.contact_for(actor, contact_id)
    text = request.POST.get("text")
    draft = contacts.draft(actor, contact_id) if text is None else text
    taken = request.POST.get("answer", "")
    try:
        if taken:
            chosen = UUID(taken)
            words = _words(actor, contact, chosen)
            handling.save_draft(actor, contact_id=contact_id, text=f"{draft.rstrip()}\n\n{words}".lstrip("\n"))
            if chosen != INVITATION:
                actions.count_use(actor, answer_id=chosen)
        elif text is not None:
            handling.save_draft(actor, contact_id=contact_id, text=text)
    except ValueError:
        raise NotFound() from None
    except Invalid as refusal:
        return _choose(request, actor, contact_id, refused=refusal, text=draft)
    if taken:
        return redirect(f"{reverse('desk:contact', args=[contact_id])}#reply")
    return redirect("desk:contact_answers", contact_id)


def _words(actor: Actor, contact: contacts.ContactView, chosen: UUID) -> str:
    if chosen == INVITATION:
        return invitation_for(contact)
    return library.filled(actor, chosen, language=contact.language, threat=contact.threat)


def _choose(
    request: HttpRequest, actor: Actor, contact_id: UUID, refused: Invalid | None = None, text: str = ""
) -> HttpResponse:
    context = {
        "contact": contacts.contact_for(actor, contact_id),
        "answers": answers_for(actor, contact_id, all_of_them=True),
        "refused": refused,
        "text": text,
    }
    return render(request, "desk/answers/choose.html", context, status=400 if refused else 200)
