"""Telling partners' addresses what changed: the worker claims, signs, sends, notes. At least once, never a word."""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from smartsafe import clock
from smartsafe.vault.worker_keys import open_as_worker

from ...contract import Refused, TryLater
from ...http import Sender
from .. import addresses, config, outcomes, rules, signing
from ..models import Telling

NOWHERE = "https://partners.invalid/"  # no origin of our own: every address has to be a public one
GONE = 410


@transaction.atomic
def claim() -> Telling | None:
    """The next telling whose time has come, leased to this worker."""
    due = Telling.objects.filter(
        status=rules.WAITING, next_attempt_at__lte=clock.now(), hook__active=True, hook__partner__ended_at=None
    )
    found = due.select_for_update(skip_locked=True, of=("self",)).order_by("next_attempt_at", "id").first()
    if found is None:
        return None
    found.attempts += 1
    found.next_attempt_at = clock.now() + rules.LEASE
    found.save(update_fields=["attempts", "next_attempt_at"])
    return Telling.objects.select_related("hook", "change__report__contact").get(pk=found.pk)


def said(telling: Telling) -> dict[str, Any]:
    """What the partner is told: codes and numbers."""
    change = telling.change
    if change is None:
        return {"id": str(telling.id), "event": "ping", "at": telling.made_at.isoformat()}
    return {
        "id": str(telling.id),
        "event": "report.changed",
        "at": change.at.isoformat(),
        "report": {
            "id": str(change.report_id),
            "number": change.report.contact.number,
            "progress": change.progress,
            "outcome": outcomes.told(change.outcome)[0],
            "closed": change.closed,
            "answers": change.answers,
        },
    }


def tell(telling: Telling) -> None:
    """Send it with nothing locked, then note what came of it. What kills each worker that tries is given up too."""
    if telling.attempts > rules.MOST_ATTEMPTS:
        _note(telling.id, status=None, pause=0, lasting=True)
        return
    body = json.dumps(said(telling), separators=(",", ":")).encode()
    time = str(int(clock.now().timestamp()))
    status: int | None = None
    pause, lasting = 0.0, False
    try:
        secret = open_as_worker(telling.hook.sealed_secret).decode()
        headers = {
            "Content-Type": "application/json",
            signing.TIME_HEADER: time,
            signing.SIGNATURE_HEADER: signing.signature(secret, time, body),
            signing.EVENT_HEADER: str(telling.id),
        }
        address = telling.hook.address
        base = config.inside() if addresses.inside(address) else NOWHERE
        status = Sender(base).knock(address, content=body, headers=headers)
    except TryLater as error:
        pause = error.after_seconds
    except Refused:
        lasting = True  # inside a private network
    _note(telling.id, status=status, pause=pause, lasting=lasting)


@transaction.atomic
def _note(telling_id: UUID, *, status: int | None, pause: float, lasting: bool) -> None:
    telling = Telling.objects.select_for_update(of=("self",)).select_related("hook").filter(pk=telling_id).first()
    if telling is None or telling.status != rules.WAITING:  # removed meanwhile, or told by another worker
        return
    telling.answered = status
    if status is not None and 200 <= status < 300:
        telling.status, telling.delivered_at, telling.next_attempt_at = rules.DELIVERED, clock.now(), None
    elif lasting or status == GONE or telling.attempts >= rules.MOST_ATTEMPTS:
        telling.status, telling.next_attempt_at = rules.FAILED, None
    else:
        wait = max(rules.BACK_OFF[telling.attempts - 1], timedelta(seconds=min(pause, 24 * 3600)))
        telling.next_attempt_at = clock.now() + wait
    telling.save(update_fields=["answered", "status", "delivered_at", "next_attempt_at"])
    if status == GONE:
        telling.hook.active = False
        telling.hook.save(update_fields=["active"])
