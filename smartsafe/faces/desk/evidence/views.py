"""Looking at evidence: a reason first, then small, grey, blurred and silent; everything else is only handed out."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from smartsafe.errors import NotAllowed
from smartsafe.evidence import actions, queries, rules
from smartsafe.faces.theme.doors import actor_of, needs

from .forms import ReasonForm
from .owners import Owner, owner_of
from .permits import MINUTES, grant, is_granted

# A saved file keeps the ending of what it is only where opening it by mistake does nothing by itself.
HARMLESS = {
    "application/pdf": "pdf", "text/plain": "txt", "image/heic": "heic", "image/tiff": "tiff", "image/jpeg": "jpg",
    "image/png": "png", "image/webp": "webp", "image/gif": "gif", "image/bmp": "bmp", "image/avif": "avif",
    "video/mp4": "mp4", "video/webm": "webm", "video/quicktime": "mov", "video/3gpp": "3gp",
    "video/x-matroska": "mkv", "audio/mpeg": "mp3", "audio/mp4": "m4a", "audio/ogg": "ogg", "audio/wav": "wav",
    "audio/flac": "flac", "audio/aac": "aac", "audio/amr": "amr",
}  # fmt: skip
SANDBOX = "sandbox; default-src 'none'; style-src 'none'; script-src 'none'; frame-ancestors 'none'"


@needs("evidence.look")
@require_http_methods(("GET", "HEAD", "POST"))
def look(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """GET asks for the reason; POST records the look and shows the item once. Reloading is another look."""
    actor = actor_of(request)
    owner = owner_of(actor, item_id, request.GET.get("of", ""))
    item = queries.item(item_id)
    facts = queries.facts(item, owner.key)
    form = ReasonForm(request.POST or None, initial={"reason": owner.usual_reason})
    context = {"item": item, "facts": facts, "owner": owner, "form": form, "minutes": MINUTES}
    if request.method == "POST" and form.is_valid():
        shown_in = (owner.kind, owner.id)
        reason = form.cleaned_data["reason"]
        actions.look(actor, item_id=item_id, key=owner.key, reason=reason, shown_in=shown_in)
        grant(request, item_id, owner.of)
        looks = queries.looks_today(actor.id)
        shown = {"looks": looks, "pause": rules.suggest_pause(looks), "reason": rules.LOOK_REASONS[reason]}
        return render(request, "desk/evidence/shown.html", {**context, **shown})
    context["looks"] = queries.looks_today(actor.id)
    return render(request, "desk/evidence/reason.html", context, status=422 if form.errors else 200)


@needs("evidence.look")
@require_safe
def content(request: HttpRequest, item_id: UUID) -> HttpResponseBase:
    """The bytes, only after a recorded look. Raises NotAllowed without one."""
    actor = actor_of(request)
    owner = owner_of(actor, item_id, request.GET.get("of", ""))
    if not is_granted(request, item_id, owner.of):
        raise NotAllowed()
    return _handed_out(item_id, owner, save="save" in request.GET)


def _handed_out(item_id: UUID, owner: Owner, *, save: bool) -> StreamingHttpResponse:
    item = queries.item(item_id)
    facts = queries.facts(item, owner.key)
    shown = facts.may_show and not save
    answer = StreamingHttpResponse(
        queries.content(item, owner.key), content_type=facts.content_type if shown else "application/octet-stream"
    )
    name = f"evidence-{item_id.hex[-12:]}.{HARMLESS.get(facts.content_type, 'bin')}"
    answer["Content-Disposition"] = "inline" if shown else f'attachment; filename="{name}"'
    answer["Content-Length"] = str(facts.size)
    answer["Accept-Ranges"] = "none"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["Cache-Control"] = "no-store"
    answer["Content-Security-Policy"] = SANDBOX
    return answer
