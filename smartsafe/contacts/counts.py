"""What the centre tells the public about its work: counts of plain columns, nobody identifiable."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.utils.timezone import get_default_timezone

from smartsafe import clock

from .models import Contact
from .rules import EMPTY_OUTCOMES

FEWEST = 5  # a smaller number might point at a person
MONTHS = 12
COLUMNS = ("threat", "channel", "reporter_kind", "outcome")


@dataclass(frozen=True, slots=True)
class Counted:
    """Counts by code. The codes in `withheld` are small; only their sum is told, and it is never small itself."""

    shown: dict[str, int]
    withheld: tuple[str, ...]
    withheld_sum: int


@dataclass(frozen=True, slots=True)
class Figures:
    """`first` and `last`: the first days of the first and the last month counted. `total`: None when it is small."""

    first: date
    last: date
    total: int | None
    months: Counted  # codes as 2026-03
    columns: dict[str, Counted]  # by COLUMNS


def figures() -> Figures:
    """The last twelve whole months; the running one would, from day to day, tell of single people."""
    zone = get_default_timezone()
    end = clock.now().astimezone(zone).date().replace(day=1)
    first = end.replace(year=end.year - 1)
    begin, finish = (datetime.combine(day, time(), zone) for day in (first, end))
    rows = (
        Contact.objects.filter(received_at__gte=begin, received_at__lt=finish)
        .exclude(outcome__in=EMPTY_OUTCOMES)
        .annotate(month=TruncMonth("received_at", tzinfo=zone))
        .values_list("month", *COLUMNS)
        .annotate(count=Count("id"))
        .order_by()
    )
    months: Counter[str] = Counter({_month(first, number): 0 for number in range(MONTHS)})
    columns: dict[str, Counter[str]] = {column: Counter() for column in COLUMNS}
    for month, *codes, count in rows:
        months[f"{month:%Y-%m}"] += count
        for column, code in zip(COLUMNS, codes, strict=True):
            columns[column][code] += count
    total = months.total()
    return Figures(
        first=first,
        last=date.fromisoformat(f"{_month(first, MONTHS - 1)}-01"),
        total=total if total == 0 or total >= FEWEST else None,
        months=withhold(months),
        columns={column: withhold(counts) for column, counts in columns.items()},
    )


def _month(first: date, number: int) -> str:
    years, month = divmod(first.month - 1 + number, 12)
    return f"{first.year + years}-{month + 1:02}"


def withhold(counts: Counter[str]) -> Counted:
    """Take out small counts, and so many others that neither one count nor the sum of all can be worked out."""
    rising = sorted((code for code, count in counts.items() if count), key=lambda code: (counts[code], code))
    withheld = [code for code in rising if counts[code] < FEWEST]
    others = [code for code in rising if counts[code] >= FEWEST]
    while withheld and others and (len(withheld) < 2 or sum(counts[code] for code in withheld) < FEWEST):
        withheld.append(others.pop(0))
    shown = {code: count for code, count in counts.items() if code not in withheld}
    return Counted(shown, tuple(withheld), sum(counts[code] for code in withheld))
