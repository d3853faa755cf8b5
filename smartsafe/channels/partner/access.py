"""Who knocks: a partner with one of its keys. Reached by a process of the public role; opens nothing."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from smartsafe import clock
from smartsafe.audit.actions import record
from smartsafe.errors import DomainError

from . import keys
from .errors import KeyExpired, KeyRefused, KeyRevoked, KeyUnknown, PartnerEnded, ScopeMissing, TooMany
from .keys import RawKey
from .models import Key

REFUSALS_NOTED_EVERY = 10 * 60  # seconds, for one key and reason: a broken client must not fill the chain


@dataclass(frozen=True, slots=True)
class Access:
    """The partner that acts, with the key it acts by. First argument of every action of a partner."""

    kind: ClassVar[str] = "partner"
    id: UUID  # of the partner
    partner_kind: str
    name: str
    key_id: UUID
    raw: RawKey
    scopes: frozenset[str]
    per_minute: int
    per_day: int

    def need(self, scope: str) -> None:
        """Raises ScopeMissing."""
        if scope not in self.scopes:
            raise ScopeMissing(scope=scope)


@dataclass(frozen=True, slots=True)
class _Holder:
    """Whose key was refused."""

    kind: ClassVar[str] = "partner"
    id: UUID


def _today() -> date:
    return timezone.localtime(clock.now()).date()


def enter(text: str) -> Access:
    """By the key as it was sent. Raises KeyUnknown, KeyRevoked, KeyExpired, PartnerEnded."""
    raw = keys.read(text)
    row = Key.objects.select_related("partner").filter(prefix=raw.prefix).first() if raw else None
    if raw is None or row is None or not keys.same(row.hash, raw):
        raise KeyUnknown()
    partner = row.partner
    refusal: KeyRefused | None = None
    if row.revoked_at:
        refusal = KeyRevoked()
    elif row.expires_on < _today():
        refusal = KeyExpired()
    elif partner.ended_at:
        refusal = PartnerEnded()
    if refusal:
        note_refusal(_Holder(partner.id), prefix=row.prefix, why=refusal.why)
        raise refusal
    if row.used_on != _today():
        Key.objects.filter(pk=row.pk).update(used_on=_today())
    return Access(
        id=partner.id, partner_kind=partner.kind, name=partner.name, key_id=row.id, raw=raw,
        scopes=frozenset(row.scopes), per_minute=partner.per_minute, per_day=partner.per_day,
    )  # fmt: skip


def note_scope(access: Access) -> None:
    """The key was used for what it is not for. To be called when what was asked has been undone."""
    note_refusal(access, prefix=access.raw.prefix, why="scope")


def note_refusal(actor: "Access | _Holder", *, prefix: str, why: str) -> None:
    """One entry for a key and a reason in ten minutes, without what was asked."""
    if not cache.add(f"partner-refused:{prefix}:{why}", 1, REFUSALS_NOTED_EVERY):
        return
    with transaction.atomic():
        record(actor, "partner.refused", "partner", actor.id, prefix=prefix, why=why)


def count_request(access: Access) -> None:
    """One more request with this key in this minute. Raises TooMany."""
    _count(f"partner-minute:{access.key_id}", most=access.per_minute, within=60)


def _count(what: str, *, most: int, within: int) -> None:
    """Counted in windows that begin on the clock, in the cache. Raises TooMany."""
    seconds = int(clock.now().timestamp())
    name, left = f"{what}:{seconds // within}", within - seconds % within
    cache.add(name, 0, within)
    try:
        count = cache.incr(name)
    except ValueError:  # the window ended between the two
        count = 1
    if count > most:
        raise TooMany(seconds=left)


def recently(what: str, *, most: int, within: int) -> None:
    """Whether there were too many of something already, without counting one more. Raises TooMany."""
    seconds = int(clock.now().timestamp())
    if (cache.get(f"{what}:{seconds // within}") or 0) >= most:
        raise TooMany(seconds=within - seconds % within)


def one_more(what: str, *, within: int) -> None:
    with_no_limit = 10**9
    try:
        _count(what, most=with_no_limit, within=within)
    except DomainError:
        return
