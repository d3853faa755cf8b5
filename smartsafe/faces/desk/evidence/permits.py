"""A look that was recorded lets the content be fetched for some minutes, by this session alone."""

from uuid import UUID

from django.http import HttpRequest

from smartsafe import clock

MINUTES = 10
MOST = 20


def grant(request: HttpRequest, item_id: UUID, of: str) -> None:
    now = clock.now().timestamp()
    kept = {name: until for name, until in request.session.get("looks", {}).items() if until > now}
    newest = dict(sorted(kept.items(), key=lambda pair: pair[1])[-MOST:])
    request.session["looks"] = {**newest, f"{item_id}|{of}": now + MINUTES * 60}


def is_granted(request: HttpRequest, item_id: UUID, of: str) -> bool:
    until: float = request.session.get("looks", {}).get(f"{item_id}|{of}", 0)
    return until > clock.now().timestamp()
