"""The access token: valid for a day, renewed an hour before it ends, by one worker at a time.

TikTok may give a new refresh token each time, and then the old one is good for nothing: both are kept sealed.
"""

import json
import logging
from datetime import datetime, timedelta

from django.db.models import Q

from smartsafe import clock
from smartsafe.vault.sealing import CannotOpen
from smartsafe.vault.worker_keys import open_as_worker, outside_key
from smartsafe.vault.worker_public import seal_to_worker

from ..contract import TryLater
from ..http import Sender
from . import config
from .models import Access

logger = logging.getLogger(__name__)

EARLY = timedelta(hours=1)
LEASE = timedelta(minutes=2)  # longer than any request may take
PATH = "/open_api/v1.3/tt_user/oauth2/refresh_token/"


def token(*, refused: str = "") -> str:
    """One that TikTok takes; `refused`: another than this, which it did not. Raises TryLater."""
    row, now = _row(), clock.now()
    current, refresh = _opened(row)
    valid = current != "" and row.expires_at > now and current != refused
    if valid and row.expires_at > now + EARLY:
        return current
    mine = Access.objects.filter(Q(renewing_until=None) | Q(renewing_until__lt=now), pk=row.pk)
    if not mine.update(renewing_until=now + LEASE):
        if valid:
            return current
        raise TryLater()
    # Another worker may have renewed between our look and our turn: what we read then is spent.
    row = _row()
    current, refresh = _opened(row)
    valid = current != "" and row.expires_at > now and current != refused
    if valid and row.expires_at > now + EARLY:
        Access.objects.filter(pk=row.pk).update(renewing_until=None)
        return current
    try:
        return _renewed(row, refresh)
    except TryLater:
        Access.objects.filter(pk=row.pk).update(renewing_until=None)
        if valid:
            return current
        raise


def _row() -> Access:
    """A refresh token that an administrator has set anew begins anew."""
    key = outside_key("access", config.CODE, f"{config.business_id()} {config.refresh_token()}")
    row, made = Access.objects.get_or_create(key=key, defaults=_begun())
    if made:
        Access.objects.exclude(pk=row.pk).delete()
    return row


def _begun() -> dict[str, bytes | datetime]:
    return {"sealed_tokens": _sealed("", config.refresh_token()), "expires_at": clock.now()}


def _sealed(current: str, refresh: str) -> bytes:
    return seal_to_worker(json.dumps({"access": current, "refresh": refresh}).encode())


def _opened(row: Access) -> tuple[str, str]:
    try:
        told = json.loads(open_as_worker(bytes(row.sealed_tokens)))
    except CannotOpen:  # sealed to a worker key that was lost
        return "", config.refresh_token()
    return told["access"], told["refresh"]


def _renewed(row: Access, refresh: str) -> str:
    asked = {
        "client_id": config.app_id(),
        "client_secret": config.app_secret(),
        "grant_type": "refresh_token",
        "refresh_token": refresh,
    }
    answer = Sender(config.base()).post(PATH, json=asked)
    try:
        told = answer.json()["data"]
        current, newer, seconds = str(told["access_token"]), str(told["refresh_token"]), float(told["expires_in"])
    except (ValueError, KeyError, TypeError):
        logger.error("TikTok does not renew our access: let the app in again")
        raise TryLater() from None
    Access.objects.filter(pk=row.pk).update(
        sealed_tokens=_sealed(current, newer), expires_at=clock.now() + timedelta(seconds=seconds), renewing_until=None
    )
    return current
