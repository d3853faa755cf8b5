"""What anybody may see: public activities that are settled; an offer by its link."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from smartsafe import clock
from smartsafe.errors import NotFound

from .actions import booking
from .actions.evaluating import open_activity
from .calendar_files import calendar_file
from .errors import LinkRanOut, VisitCancelled
from .models import Activity
from .queries import ActivityView, views
from .rules import CANCELLED, CLOSED, CONFIRMED, DECLINED, HELD
from .times import here, month, span

SHOWN = (CONFIRMED, HELD, CLOSED)
ENDED_EARLY = (CANCELLED, DECLINED)
AHEAD = timedelta(days=400)


def upcoming() -> list[ActivityView]:
    """Settled ones that the centre shows, in order."""
    return views(_upcoming())


def _upcoming() -> list[Activity]:
    now = clock.now()
    found = Activity.objects.filter(
        public=True, status__in=(CONFIRMED, HELD), ends_at__gt=now, starts_at__lt=now + AHEAD
    )
    return list(found.prefetch_related("presenters").order_by("starts_at", "id")[:200])


def in_month(day: date) -> list[ActivityView]:
    first, last = month(day)
    found = Activity.objects.filter(public=True, starts_at__lt=last, ends_at__gt=first)
    rows = found.filter(status__in=SHOWN).prefetch_related("presenters")
    return views(list(rows.order_by("starts_at", "id")[:300]))


def calendar_of_upcoming() -> bytes:
    return calendar_file(_upcoming())


def one_calendar(activity_id: UUID) -> bytes:
    """Of one public activity. Raises NotFound."""
    row = Activity.objects.filter(pk=activity_id, public=True, status__in=SHOWN).first()
    if row is None:
        raise NotFound()
    return calendar_file([row])


@dataclass(frozen=True, slots=True)
class OfferView:
    activity: ActivityView
    starts_at: datetime
    ends_at: datetime
    expires_at: datetime
    accepted: bool  # and the activity still stands
    refusal: str  # why it cannot be answered any more

    @property
    def several_days(self) -> bool:
        return self.starts_at.astimezone(here()).date() != self.ends_at.astimezone(here()).date()

    @property
    def when(self) -> str:
        return span(self.starts_at, self.ends_at)


def offered(token: str) -> OfferView:
    """Raises LinkWrong."""
    offer = booking.offer_by(token)
    row, refusal = offer.activity, ""
    accepted = offer.answer == "accepted" and row.status not in ENDED_EARLY
    starts_at, ends_at = offer.starts_at, offer.ends_at
    if offer.answer == "accepted" and row.starts_at and row.ends_at:  # it may have been moved since
        starts_at, ends_at = row.starts_at, row.ends_at
    if row.status in ENDED_EARLY:
        refusal = str(VisitCancelled(reason=row.reason))
    elif not accepted:
        try:
            booking.check_open(offer)
        except booking.REFUSALS as error:
            refusal = str(error)
    return OfferView(views([row])[0], starts_at, ends_at, offer.expires_at, accepted, refusal)


def accepted_calendar(token: str) -> bytes:
    """The calendar file of an accepted offer. Raises LinkWrong, LinkRanOut."""
    offer = booking.offer_by(token)
    if offer.answer != "accepted":
        raise LinkRanOut()
    return calendar_file([offer.activity])


def to_evaluate(code: str) -> ActivityView:
    """Raises EvaluationClosed."""
    return views([open_activity(code)])[0]
