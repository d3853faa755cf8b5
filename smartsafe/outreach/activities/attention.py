"""What waits for somebody at the desk: offers that ran out, letters that no school got."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from smartsafe import clock
from smartsafe.people.actors import Actor

from .letters import still_true
from .models import Activity, Letter, Offer
from .rules import LETTERS, NOT_TAKEN, OFFERED, REQUESTED, SEE, UNOPENED, UNSENT

RAN_OUT, UNDELIVERED = "ran_out", "undelivered"
# In the list beside the statuses
QUEUES: dict[str, str | Promise] = {
    RAN_OUT: _("The offer ran out"),
    UNDELIVERED: _("The e-mail did not arrive"),
}
FAILED = (NOT_TAKEN, UNOPENED)


def wanted(queue: str) -> Q:
    """Which activities stand in a queue."""
    if queue == RAN_OUT:
        now = clock.now()
        open_still = Offer.objects.filter(activity=OuterRef("pk"), answer="", expires_at__gt=now, starts_at__gt=now)
        return Q(~Exists(open_still), status=OFFERED)
    return Q(Exists(Letter.objects.filter(activity=OuterRef("pk"), unsent__in=FAILED)))


@dataclass(frozen=True, slots=True)
class Waiting:
    requested: int
    ran_out: int
    undelivered: int


def waiting(viewer: Actor) -> Waiting:
    viewer.need(SEE)
    rows = Activity.objects.all()
    return Waiting(
        rows.filter(status=REQUESTED).count(),
        rows.filter(wanted(RAN_OUT)).count(),
        rows.filter(wanted(UNDELIVERED)).count(),
    )


def ran_out_at(row: Activity) -> datetime | None:
    """When the latest offer ended without an answer; None while the school may still answer, or need not."""
    offers = sorted(row.offers.all(), key=lambda one: one.offered_at) if row.status == OFFERED else []
    ends = min(offers[-1].expires_at, offers[-1].starts_at) if offers else None
    return ends if ends and ends <= clock.now() else None


@dataclass(frozen=True, slots=True)
class LetterView:
    """`failed`: somebody has to see to it, and may send it again where `again`."""

    id: int
    kind: str
    sent_at: datetime | None
    waits: bool
    why: str
    failed: bool
    again: bool

    @property
    def kind_name(self) -> str:
        return str(LETTERS.get(self.kind, self.kind))


def letters_of(row: Activity) -> list[LetterView]:
    """The latest first."""
    found = row.letters.select_related("activity", "offer").order_by("-id").defer("sealed_address")
    return [
        LetterView(
            one.pk, one.kind, one.sent_at, one.next_attempt_at is not None, str(UNSENT.get(one.unsent, "")),
            failed=one.unsent in FAILED, again=one.unsent in FAILED and still_true(one),
        )
        for one in found
    ]  # fmt: skip
