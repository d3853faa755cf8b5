"""People in rooms, counted: by year, by campaign, by city, by district. Only numbers; anybody may ask."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, Min, Q, Sum

from smartsafe import clock
from smartsafe.country.profile import profile
from smartsafe.people.actors import Actor

from . import sealed
from .models import Activity, Evaluation
from .rules import MANAGE, RESOLVES, SEE, STARS, TOOK_PLACE
from .times import here

FEWEST = 5  # answers, under which no mark is shown


@dataclass(frozen=True, slots=True)
class Reached:
    """`presentations`: activities that took place, of whatever kind."""

    presentations: int
    pupils: int
    parents: int
    teachers: int

    @property
    def people(self) -> int:
        return self.pupils + self.parents + self.teachers


def _reached(wanted: Q) -> Reached:
    told = Activity.objects.filter(wanted, status__in=TOOK_PLACE).aggregate(
        presentations=Count("pk"), pupils=Sum("pupils"), parents=Sum("parents"), teachers=Sum("teachers")
    )
    return Reached(**{name: number or 0 for name, number in told.items()})


def _in_year(year: int) -> Q:
    return Q(starts_at__gte=datetime(year, 1, 1, tzinfo=here()), starts_at__lt=datetime(year + 1, 1, 1, tzinfo=here()))


def year(number: int) -> Reached:
    return _reached(_in_year(number))


def years() -> list[tuple[int, Reached]]:
    """Every year in which something took place, the latest first; the last ten."""
    told = Activity.objects.filter(status__in=TOOK_PLACE).aggregate(first=Min("starts_at"), last=Max("starts_at"))
    if told["first"] is None:
        return []
    first, last = told["first"].astimezone(here()).year, told["last"].astimezone(here()).year
    found = [(number, year(number)) for number in range(last, max(first, last - 9) - 1, -1)]
    return [(number, one) for number, one in found if one.presentations]


def of_campaign(campaign_id: UUID) -> Reached:
    return _reached(Q(campaign_id=campaign_id))


def of_activities(activity_ids: Collection[UUID]) -> Reached:
    return _reached(Q(pk__in=activity_ids))


def by_campaign() -> dict[UUID, Reached]:
    """Of every campaign that reached anybody, in one statement."""
    rows = Activity.objects.filter(status__in=TOOK_PLACE, campaign__isnull=False).values("campaign_id")
    told = rows.annotate(
        presentations=Count("pk"), all_pupils=Sum("pupils"), all_parents=Sum("parents"), all_teachers=Sum("teachers")
    )
    return {
        row["campaign_id"]: Reached(row["presentations"], row["all_pupils"], row["all_parents"], row["all_teachers"])
        for row in told
    }


def by_city(campaign_id: UUID) -> list[tuple[str, int, int]]:
    """(city, activities, people) of a campaign, most people first."""
    rows = Activity.objects.filter(campaign_id=campaign_id, status__in=TOOK_PLACE).values_list("municipality")
    counted = rows.annotate(one=Count("pk"), people=Sum("pupils") + Sum("parents") + Sum("teachers"))
    found = [(profile().label("municipalities", code), number, people) for code, number, people in counted]
    return sorted(found, key=lambda row: (-row[2], row[0]))


def by_district(*, since: datetime | None = None) -> dict[str, tuple[int, int]]:
    """District → (activities, people) that took place."""
    rows = Activity.objects.filter(status__in=TOOK_PLACE).exclude(municipality="")
    if since:
        rows = rows.filter(starts_at__gte=since)
    counted = rows.values_list("municipality").annotate(
        one=Count("pk"), people=Sum("pupils") + Sum("parents") + Sum("teachers")
    )
    places = profile().places_by_code
    found: dict[str, tuple[int, int]] = {}
    for code, number, people in counted:
        if code in places:
            before = found.get(places[code].district.code, (0, 0))
            found[places[code].district.code] = (before[0] + number, before[1] + people)
    return found


@dataclass(frozen=True, slots=True)
class Marks:
    """What participants answered. `sentences` only for who may open them."""

    answers: int
    useful: list[tuple[int, int, int]]  # (stars, count, percent)
    understood: list[tuple[int, int, int]]
    resolves: list[tuple[str, int, int]]
    mean_useful: float | None
    mean_understood: float | None

    @property
    def enough(self) -> bool:
        """Few answers could be told apart."""
        return self.answers >= FEWEST


def _share(number: int, of: int) -> int:
    return round(100 * number / of) if of else 0


def _mean(stars: Counter[int]) -> float | None:
    return round(sum(star * number for star, number in stars.items()) / stars.total(), 1) if stars else None


def marks(activity_id: UUID) -> Marks:
    """Numbers alone, at once."""
    useful, understood, resolved = Counter[int](), Counter[int](), Counter[str]()
    rows = Evaluation.objects.filter(activity_id=activity_id).order_by()
    # Groups, not rows: at most as many as there are different answers, however many answered
    for star, other, number in rows.values_list("useful", "understood").annotate(number=Count("pk")):
        useful[star] += number
        understood[other] += number
    for codes, number in rows.values_list("resolves").annotate(number=Count("pk")):
        for code in codes:
            resolved[code] += number
    total = useful.total()
    return Marks(
        total,
        [(star, useful[star], _share(useful[star], total)) for star in reversed(STARS)],
        [(star, understood[star], _share(understood[star], total)) for star in reversed(STARS)],
        [(str(name), resolved[code], _share(resolved[code], total)) for code, name in RESOLVES.items()],
        _mean(useful),
        _mean(understood),
    )


def sentences(viewer: Actor, activity_id: UUID) -> list[tuple[int, str]]:
    """(evaluation id, sentence) for the desk, never for the public; none for who may not open them. Raises Locked."""
    viewer.need(SEE)
    if not viewer.may(MANAGE) or not sealed.may_open(viewer):
        return []
    rows = Evaluation.objects.filter(activity_id=activity_id, hidden=False).order_by("?")[:500]
    return [(row.id, sealed.sentence_of(viewer, row)) for row in rows if row.sealed_sentence]


def last_twelve_months() -> datetime:
    now = clock.now().astimezone(here())
    return now.replace(year=now.year - 1, day=min(now.day, 28))
