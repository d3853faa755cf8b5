"""Sending what stands in the outbox. Nothing is held locked while the other side answers."""

import json
import logging

from smartsafe.contacts.actions import outbox
from smartsafe.vault.sealing import CannotOpen
from smartsafe.vault.worker_keys import open_as_worker
from smartsafe.vault.worker_public import seal_to_worker

from ..contract import Outbound, Refused, TryLater
from ..registry import channel as channel_of
from ..registry import is_on
from . import threads
from .taking import provider_key

logger = logging.getLogger(__name__)


def deliver(claimed: outbox.Claimed) -> None:
    """Send one reply and note what came of it. Nothing is raised: the reply stays and says why it waits."""
    if claimed.attempts > outbox.MOST_ATTEMPTS:  # every attempt died while sending
        outbox.failed(claimed.id, why="unreachable")
        return
    if not is_on(claimed.channel):
        outbox.wait_for_channel(claimed.id)
        return
    try:
        out = _outbound(claimed)
        sent = channel_of(claimed.channel).send(out)
    except Refused as refused:
        outbox.failed(claimed.id, why=refused.why)
    except TryLater as trouble:
        rest = _rest(claimed, trouble.parts_sent) if trouble.parts_sent else b""
        outbox.later(claimed.id, after_seconds=trouble.after_seconds, sealed_payload=rest)
    except CannotOpen:  # sealed to a worker key that was lost: the desk sends it again
        outbox.failed(claimed.id, why="unreachable")
    except Exception as error:
        logger.error("a reply by %s was not sent: %s", claimed.channel, type(error).__name__)
        outbox.later(claimed.id)
    else:
        key = provider_key(claimed.channel, sent.provider_id)
        outbox.sent(claimed.id, provider_key=key, delivered=sent.delivered)


def _outbound(claimed: outbox.Claimed) -> Outbound:
    """Raises Refused when nobody knows where to send it, CannotOpen."""
    payload = json.loads(open_as_worker(claimed.sealed_payload))
    found = threads.of_contact(claimed.channel, claimed.contact_id)
    told, last_inbound_at = found or ({}, None)
    if payload["address"] and payload["address"].lower() != told.get("address", "").lower():
        told, last_inbound_at = {}, None  # to another address: nothing of the thread goes there
    address = payload["address"] or told.get("address", "")
    if not address:
        raise Refused("no_address")
    return Outbound(
        idempotency=claimed.idempotency,
        address=address,
        thread=told.get("thread", ""),
        text=payload["text"],
        language=payload["language"],
        last_inbound_at=last_inbound_at,
        in_reply_to=told.get("event", ""),
        subject=told.get("subject", ""),
        automatic=payload.get("automatic", False),
        parts_sent=payload.get("parts_sent", 0),
    )


def _rest(claimed: outbox.Claimed, parts_sent: int) -> bytes:
    """The payload again, with a note of what has arrived of it."""
    payload = json.loads(open_as_worker(claimed.sealed_payload))
    return seal_to_worker(json.dumps({**payload, "parts_sent": parts_sent}, ensure_ascii=False).encode())
