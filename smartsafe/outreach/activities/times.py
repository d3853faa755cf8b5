"""Who and what place is taken when: nobody speaks in two schools at once, no room holds two talks."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q
from django.utils import formats

from smartsafe import clock
from smartsafe.country.profile import profile
from smartsafe.language.folding import fold
from smartsafe.people.queries import names, people_who_may

from .errors import EndsBeforeItBegins, InThePast, NotAPresenter, PlaceTaken, PresenterTaken, TooFarAhead
from .models import Activity, Diary, Offer
from .rules import FURTHEST, LONGEST, MANAGE, MOST_PRESENTERS, OFFERED, TAKES_TIME, WEBINAR


def here() -> ZoneInfo:
    return ZoneInfo(profile().time_zone)


def today() -> date:
    return clock.now().astimezone(here()).date()


def place_key(place: str) -> str:
    return " ".join(fold(place).split())[:200]


def check_times(starts_at: datetime, ends_at: datetime) -> None:
    """Raises InThePast, TooFarAhead, EndsBeforeItBegins."""
    now = clock.now()
    if starts_at < now:
        raise InThePast("day")
    if starts_at > now + FURTHEST:
        raise TooFarAhead("day")
    if not starts_at < ends_at <= starts_at + LONGEST:
        raise EndsBeforeItBegins("ends")


def check_presenters(person_ids: Iterable[UUID]) -> list[UUID]:
    """Each once. Raises NotAPresenter."""
    wanted = list(dict.fromkeys(person_ids))
    known = {person_id for person_id, _name in people_who_may(MANAGE)}
    if len(wanted) > MOST_PRESENTERS or not set(wanted) <= known:
        raise NotAPresenter("presenters")
    return wanted


def hold_diary() -> None:
    """Until the transaction ends nobody else gives a time. First lock of every action that gives one."""
    if not Diary.objects.select_for_update().filter(pk=1).exists():
        Diary.objects.get_or_create(pk=1)
        Diary.objects.select_for_update().get(pk=1)


def span(starts_at: datetime, ends_at: datetime) -> str:
    """“24. 11. 2026. 09:00–10:30”."""
    starts, ends = starts_at.astimezone(here()), ends_at.astimezone(here())
    last = formats.date_format(ends, "H:i" if starts.date() == ends.date() else "j. n. Y. H:i")
    return f"{formats.date_format(starts, 'j. n. Y. H:i')}–{last}"


def hours(starts_at: datetime, ends_at: datetime) -> str:
    """“09:00–10:30” of what begins and ends on one day, else when it begins."""
    starts, ends = starts_at.astimezone(here()), ends_at.astimezone(here())
    return f"{starts:%H:%M}–{ends:%H:%M}" if starts.date() == ends.date() else f"{starts:%H:%M}"


def check_clashes(row: Activity, presenters: list[UUID], starts_at: datetime, ends_at: datetime) -> None:
    """After `hold_diary`. Raises PresenterTaken, PlaceTaken."""
    then = Activity.objects.filter(status__in=TAKES_TIME, starts_at__lt=ends_at, ends_at__gt=starts_at)
    then = then.filter(starts_at__gt=starts_at - LONGEST, day_only=False).exclude(pk=row.pk)
    # An offer that ran out holds nobody any more
    waiting = Offer.objects.filter(activity=OuterRef("pk"), answer="", expires_at__gt=clock.now())
    then = then.filter(~Q(status=OFFERED) | Exists(waiting))
    taken = then.filter(presenters__person_id__in=presenters).order_by("starts_at").first() if presenters else None
    if taken is not None:
        who = taken.presenters.filter(person_id__in=presenters).values_list("person_id", flat=True)[0]
        when = span(taken.starts_at, taken.ends_at)  # type: ignore[arg-type]
        raise PresenterTaken("presenters", name=names([who]).get(who, ""), place=taken.place, when=when)
    if row.kind == WEBINAR:
        return
    other = then.exclude(kind=WEBINAR).filter(place_key=row.place_key, municipality=row.municipality).first()
    if other is not None:
        when = span(other.starts_at, other.ends_at)  # type: ignore[arg-type]
        raise PlaceTaken("day", place=other.place, when=when)


def month(first: date) -> tuple[datetime, datetime]:
    """From the Monday before the first of a month to the Monday after its last."""
    start = first.replace(day=1)
    end = (start + timedelta(days=32)).replace(day=1)
    start -= timedelta(days=start.weekday())
    end += timedelta(days=-end.weekday() % 7)
    return midnight(start), midnight(end)


def midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=here())
