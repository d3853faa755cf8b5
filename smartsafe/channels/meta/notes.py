"""What is noted of pieces of replies, and found again when Meta speaks of them."""

import re
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from smartsafe import clock
from smartsafe.vault.worker_keys import outside_key

from .models import Piece

REMEMBER = timedelta(days=60)
_MARK = re.compile(r"([0-9a-f]{32})\.(\d{1,3})\.(\d{1,3})")


@dataclass(frozen=True, slots=True)
class Mark:
    """Which piece of which reply: goes out with it where Meta gives it back."""

    idempotency: UUID
    number: int
    last: bool

    @property
    def token(self) -> str:
        """As the contract names the reply: `Inbound.reply_to`."""
        return self.idempotency.hex


def written(idempotency: UUID, number: int, count: int) -> str:
    return f"{idempotency.hex}.{number}.{count}"


def read(mark: str) -> Mark | None:
    """None for what is not ours."""
    if (found := _MARK.fullmatch(mark)) is None:
        return None
    return Mark(UUID(found[1]), int(found[2]), found[2] == found[3])


def _key(code: str, provider_id: str) -> bytes:
    return outside_key("piece", code, provider_id)


def sent_already(idempotency: UUID) -> set[int]:
    """Numbers of the pieces that Meta has and that did not fail later."""
    return set(Piece.objects.filter(idempotency=idempotency, failed=False).values_list("number", flat=True))


def note(code: str, idempotency: UUID, *, number: int, last: bool, provider_id: str) -> None:
    Piece.objects.update_or_create(
        idempotency=idempotency,
        number=number,
        defaults={"last": last, "provider_key": _key(code, provider_id), "failed": False, "sent_at": clock.now()},
    )


def find(code: str, provider_id: str) -> Mark | None:
    """Which piece Meta speaks of; None when it is none of ours (or not noted yet)."""
    if not provider_id:
        return None
    row = Piece.objects.filter(provider_key=_key(code, provider_id)).order_by("-id").first()
    return Mark(row.idempotency, row.number, row.last) if row else None


def failed(mark: Mark, *, code: str, provider_id: str) -> None:
    """Sent again, this piece is not left out. Told of an earlier attempt, nothing changes."""
    rows = Piece.objects.filter(idempotency=mark.idempotency, number=mark.number)
    rows.filter(provider_key=_key(code, provider_id)).update(failed=True)


def forget() -> int:
    """Notes older than anything that Meta still tells of. How many."""
    count, _by_model = Piece.objects.filter(sent_at__lt=clock.now() - REMEMBER).delete()
    return count
