"""Webhooks: addresses of the partner that are told when a report came further."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from smartsafe.channels.partner import hook_queries
from smartsafe.channels.partner.actions import hooks

from . import shapes
from .acting import access_of
from .answering import answer, answered_once, sent
from .reports import OnceKey

router = Router(tags=["Webhooks"])


def _hook(hook: Any) -> dict[str, Any]:
    return {"id": hook.id, "url": hook.address, "active": hook.active, "made_at": hook.made_at}


def _telling(telling: Any) -> dict[str, Any]:
    event = "report.changed" if telling.change_id else "ping"
    return {
        "id": telling.id, "event": event, "at": telling.made_at, "status": telling.status,
        "attempts": telling.attempts, "answered": telling.answered,
    }  # fmt: skip


@router.post("/webhooks", response={201: shapes.NewHookOut}, url_name="webhooks", summary="Ask to be told of changes")
def make(request: HttpRequest, payload: shapes.HookIn, idempotency_key: OnceKey = "") -> HttpResponse:
    """Scope `webhooks:manage`. The secret is given once. Only https, port 443 or 8443, a public host name."""

    def do() -> Any:
        made = hooks.make_hook(access_of(request), address=payload.url)
        return answer(
            shapes.NewHookOut, {**_hook(made.hook), "secret": made.secret}, status=201,
            location=f"/api/v1/webhooks/{made.hook.id}",
        )  # fmt: skip

    return answered_once(request, idempotency_key, do)


@router.get("/webhooks", response=shapes.HooksOut, summary="Own webhooks")
def list_hooks(request: HttpRequest) -> HttpResponse:
    """Scope `webhooks:manage`."""
    found = hook_queries.hooks_of(access_of(request))
    return sent(answer(shapes.HooksOut, {"webhooks": [_hook(hook) for hook in found]}))


@router.get("/webhooks/{uuid:hook_id}", response=shapes.HookOut, url_name="webhook", summary="One webhook")
def get_hook(request: HttpRequest, hook_id: UUID) -> HttpResponse:
    """Scope `webhooks:manage`."""
    return sent(answer(shapes.HookOut, _hook(hooks.hook_of(access_of(request), hook_id))))


@router.patch("/webhooks/{uuid:hook_id}", response=shapes.HookOut, summary="Change a webhook, or switch it off")
def change(request: HttpRequest, hook_id: UUID, payload: shapes.HookChange) -> HttpResponse:
    """Scope `webhooks:manage`."""
    changed = hooks.change_hook(access_of(request), hook_id=hook_id, address=payload.url, active=payload.active)
    return sent(answer(shapes.HookOut, _hook(changed)))


@router.delete("/webhooks/{uuid:hook_id}", response={204: None}, summary="Remove a webhook")
def remove(request: HttpRequest, hook_id: UUID) -> HttpResponse:
    """Scope `webhooks:manage`. What waited for it is told to nobody."""
    hooks.remove_hook(access_of(request), hook_id=hook_id)
    return HttpResponse(status=204)


@router.post(
    "/webhooks/{uuid:hook_id}/ping", response={202: shapes.TellingOut}, url_name="ping", summary="Try a webhook"
)
def ping(request: HttpRequest, hook_id: UUID) -> HttpResponse:
    """Scope `webhooks:manage`. A signed `ping` is sent within seconds; `deliveries` says what came of it.

    One at a time: while an earlier one waits to be sent (again), the answer is 429; 409 for a webhook that is off.
    """
    return sent(answer(shapes.TellingOut, _telling(hooks.ping(access_of(request), hook_id=hook_id)), status=202))


@router.get(
    "/webhooks/{uuid:hook_id}/deliveries", response=shapes.TellingsOut, url_name="deliveries",
    summary="What was told to a webhook",
)  # fmt: skip
def deliveries(request: HttpRequest, hook_id: UUID) -> HttpResponse:
    """Scope `webhooks:manage`. The newest fifty of the last thirty days."""
    found = hook_queries.told_to(access_of(request), hook_id=hook_id)
    return sent(answer(shapes.TellingsOut, {"deliveries": [_telling(one) for one in found]}))
