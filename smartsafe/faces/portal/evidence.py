"""Looking at evidence: a reason first, then grey, blurred and silent; everything else is only handed out."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from smartsafe import clock
from smartsafe.errors import NotAllowed
from smartsafe.evidence import rules
from smartsafe.evidence.queries import facts, looks_today
from smartsafe.faces.theme.doors import actor_of, needs
from smartsafe.referrals import actions, queries

from .forms import ReasonForm

MINUTES = 10  # for which a look lets the content be fetched, by this session alone
MOST = 20
SANDBOX = "sandbox; default-src 'none'; style-src 'none'; script-src 'none'; frame-ancestors 'none'"


@needs("portal")
@require_http_methods(("GET", "HEAD", "POST"))
def look(request: HttpRequest, referral_id: UUID, item_id: UUID) -> HttpResponse:
    """GET asks for the reason; POST records the look and shows the item once. Reloading is another look."""
    actor = actor_of(request)
    item, key = queries.item_and_key(actor, referral_id, item_id)
    form = ReasonForm(request.POST or None)
    context = {
        "item": item,
        "facts": facts(item, key),
        "form": form,
        "minutes": MINUTES,
        "referral": queries.referral_for(actor, referral_id),
    }
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.look_at_item(actor, referral_id=referral_id, item_id=item_id, reason=reason)
        _grant(request, referral_id, item_id)
        count = looks_today(actor.id)
        shown = {"looks": count, "pause": rules.suggest_pause(count), "reason": rules.LOOK_REASONS[reason]}
        return render(request, "portal/evidence_shown.html", {**context, **shown})
    return render(request, "portal/evidence.html", context, status=422 if form.errors else 200)


@needs("portal")
@require_safe
def content(request: HttpRequest, referral_id: UUID, item_id: UUID) -> HttpResponseBase:
    """The bytes, only after a recorded look. Raises NotFound, and NotAllowed without a look."""
    actor = actor_of(request)
    item, key = queries.item_and_key(actor, referral_id, item_id)
    until: float = request.session.get("looks", {}).get(f"{referral_id}|{item_id}", 0)
    if until < clock.now().timestamp():
        raise NotAllowed()
    told = facts(item, key)
    shown = told.may_show and "save" not in request.GET
    answer = StreamingHttpResponse(
        queries.item_content(actor, referral_id, item_id),
        content_type=told.content_type if shown else "application/octet-stream",
    )
    answer["Content-Disposition"] = "inline" if shown else f'attachment; filename="evidence-{item_id.hex[-12:]}.bin"'
    answer["Content-Length"] = str(told.size)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["Cache-Control"] = "no-store"
    answer["Content-Security-Policy"] = SANDBOX
    return answer


def _grant(request: HttpRequest, referral_id: UUID, item_id: UUID) -> None:
    now = clock.now().timestamp()
    kept = {name: until for name, until in request.session.get("looks", {}).items() if until > now}
    newest = dict(sorted(kept.items(), key=lambda pair: pair[1])[-MOST:])
    request.session["looks"] = {**newest, f"{referral_id}|{item_id}": now + MINUTES * 60}
