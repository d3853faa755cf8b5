"""The link of a letter lets in once; then a session, whose key only the person's browser holds."""

import base64
import binascii
import hmac
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from smartsafe import clock
from smartsafe.vault.sealing import CannotOpen

from .. import sealed
from ..errors import LinkRanOut, LinkUsed, LinkWrong
from ..models import Professional, WayIn
from ..rules import APPROVED, INSIDE_FOR, LINK_LASTS


@dataclass(frozen=True, slots=True)
class Inside:
    """Who is inside, as they told it themselves."""

    id: UUID
    way_id: UUID
    secret: bytes
    name: str
    institution: str
    email: str


def written(way_id: UUID, secret: bytes) -> str:
    return base64.urlsafe_b64encode(way_id.bytes + secret).decode().rstrip("=")


def read(told: str) -> tuple[UUID, bytes]:
    """Raises LinkWrong."""
    try:
        raw = base64.urlsafe_b64decode(told[:100] + "=" * (-len(told[:100]) % 4))
    except (binascii.Error, ValueError):
        raise LinkWrong() from None
    if len(raw) != 16 + sealed.SECRET:
        raise LinkWrong()
    return UUID(bytes=raw[:16]), raw[16:]


def _found(told: str, *, lock: bool = False) -> tuple[WayIn, bytes]:
    way_id, secret = read(told)
    rows = WayIn.objects.filter(pk=way_id)
    row = (rows.select_for_update() if lock else rows).first()
    if row is None:
        raise LinkRanOut()
    if not hmac.compare_digest(bytes(row.secret_hash), sealed.hash_of(secret)):
        raise LinkWrong()
    if row.used_at:
        raise LinkUsed()
    if row.made_at + LINK_LASTS <= clock.now():
        raise LinkRanOut()
    return row, secret


def check_open(told: str) -> None:
    """Raises LinkWrong, LinkUsed, LinkRanOut."""
    _found(told)


@transaction.atomic
def enter(told: str) -> Inside:
    """By the button: mail scanners open links. Raises LinkWrong, LinkUsed, LinkRanOut."""
    row, secret = _found(told, lock=True)
    row.used_at = clock.now()
    row.save(update_fields=["used_at"])
    if not Professional.objects.filter(pk=row.professional_id, status=APPROVED).update(seen_at=clock.now()):
        raise LinkRanOut()
    return _inside(row, secret)


def _inside(row: WayIn, secret: bytes) -> Inside:
    told = sealed.in_session(secret, row.pk, row.sealed_told)
    return Inside(row.professional_id, row.pk, secret, told["name"], told["institution"], told["email"])


def resume(way_id: UUID, secret: bytes) -> Inside | None:
    """The session again; None when it ended, or the person left or was removed."""
    row = WayIn.objects.filter(pk=way_id, used_at__gt=clock.now() - INSIDE_FOR).first()
    if row is None or not hmac.compare_digest(bytes(row.secret_hash), sealed.hash_of(secret)):
        return None
    if not Professional.objects.filter(pk=row.professional_id, status=APPROVED).exists():
        return None
    try:
        return _inside(row, secret)
    except CannotOpen:
        return None


def go_out(way_id: UUID) -> None:
    """The session ends here and for whoever copied it."""
    WayIn.objects.filter(pk=way_id).delete()
