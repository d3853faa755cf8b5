"""Conditional polling: nothing (204) while nothing changed, else which topics moved on and who is here."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from smartsafe.contacts.actions.indexing import index_waiting
from smartsafe.errors import DomainError
from smartsafe.faces.theme.doors import actor_of, needs
from smartsafe.language.scripts import in_script
from smartsafe.live.actions import see
from smartsafe.live.queries import present, versions
from smartsafe.people.actors import Actor
from smartsafe.people.queries import names

MOST = 12  # topics a page may ask for at once
# kind of topic → capability that lets one know that it moved
KINDS = {
    "inbox": "contacts.see",
    "contact": "contacts.see",
    "cases": "cases.see",
    "case": "cases.see",
    "referrals": "referrals.see",
    "referral": "referrals.see",
}


def _may_know(actor: Actor, topic: str) -> bool:
    kind, _, value = topic.partition(":")
    if kind == "person":
        return value == str(actor.id)
    return kind in KINDS and len(topic) <= 80 and "\0" not in topic and actor.may(KINDS[kind])


def _is_object(topic: str) -> bool:
    try:
        UUID(topic.partition(":")[2])
    except ValueError:
        return False
    return True


@needs("desk")
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """`topics` and `versions`: as many numbers, with commas; `see`: the topic on the screen; `writing`: 1 when typing.

    Answers {"versions": {topic: version}, "present": [{"name", "writing"}], "here": token}, changed topics only.
    """
    actor = actor_of(request)
    topics = [topic for topic in request.GET.get("topics", "").split(",")[:MOST] if _may_know(actor, topic)]
    known = dict(
        zip(request.GET.get("topics", "").split(","), request.GET.get("versions", "").split(","), strict=False)
    )
    watched = request.GET.get("see", "")
    watched = watched if _may_know(actor, watched) and _is_object(watched) else ""
    if watched and "writing" in request.GET:
        see(watched, actor.id, writing=request.GET["writing"] == "1")
    if "inbox" in topics:
        _index(actor)
    changed = {topic: version for topic, version in versions(topics).items() if known.get(topic) != str(version)}
    others = present(watched, besides=actor.id) if watched else []
    here = ",".join(f"{str(person)[-4:]}{'w' if writing else ''}" for person, writing in others)
    if not changed and here == request.GET.get("here", ""):
        return HttpResponse(status=204)
    called = names(person for person, _ in others)
    people = [{"name": in_script(called.get(person, ""), language(request)), "writing": w} for person, w in others]
    return JsonResponse({"versions": changed, "present": people, "here": here})


def language(request: HttpRequest) -> str:
    return getattr(request, "LANGUAGE_CODE", "") or "sr"


def _index(actor: Actor) -> None:
    """What came in since the last unlock; a locked session or one outside the keyring simply cannot."""
    try:
        index_waiting(actor, limit=5)
    except DomainError:
        return
