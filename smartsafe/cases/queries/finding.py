"""Finding cases: by number, by plain facts, by exact values and by words through the indexes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q

from smartsafe.cases.indexing import OBJECT, texts_of
from smartsafe.cases.models import Case
from smartsafe.country.numbers import numbers_meant
from smartsafe.country.profile import profile
from smartsafe.language.words import Asked, stands_in, stems
from smartsafe.people.actors import Actor
from smartsafe.vault import word_index
from smartsafe.vault.sealing import CannotOpen

from .lists import CaseRow, Page, cursor_after, read_cursor, rows

MOST = 50
CHECKED = 100  # cases that are opened to see whether a phrase stands in them, the newest first


@dataclass(frozen=True, slots=True)
class Filters:
    """Plain facts that combine; an empty one filters nothing. Days are local, both inclusive."""

    status: str = ""
    kind: str = ""
    threat: str = ""
    municipality: str = ""
    age: str = ""
    urgency: str = ""
    since: date | None = None
    until: date | None = None

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in self.__slots__)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(profile().time_zone))


def _condition(filters: Filters) -> Q:
    asked = {
        "status": filters.status,
        "kind": filters.kind,
        "municipality": filters.municipality,
        "child_age_band": filters.age,
        "urgency": filters.urgency,
        "threat": filters.threat,
    }
    condition = Q(**{column: code for column, code in asked.items() if code})
    if filters.since:
        condition &= Q(opened_at__gte=_midnight(filters.since))
    if filters.until:
        condition &= Q(opened_at__lt=_midnight(filters.until + timedelta(days=1)))
    return condition


def search(viewer: Actor, filters: Filters, *, cursor: str | None = None, limit: int = 30) -> Page:
    """Cases to which all filters apply, newest first."""
    viewer.need("search")
    viewer.need("cases.see")
    found = Case.objects.filter(_condition(filters)).select_related("assignee").order_by("-opened_at", "-id")
    if begun := read_cursor(cursor):
        moment, case_id = begun
        found = found.filter(opened_at__lte=moment).filter(Q(opened_at__lt=moment) | Q(id__lt=case_id))
    page = list(found[: limit + 1])
    more = cursor_after(page[limit - 1], page[limit - 1].opened_at) if len(page) > limit else ""
    return Page(rows=rows(viewer, page[:limit]), next_cursor=more)


def by_number(viewer: Actor, typed: str) -> list[CaseRow]:
    """Cases by their number as typed, in whatever spelling. A running number alone is looked for in every year."""
    viewer.need("cases.see")
    found = Case.objects.filter(number__in=numbers_meant(typed, "case")).select_related("assignee")
    return rows(viewer, found.order_by("-opened_at")[:20])


def by_ids(viewer: Actor, case_ids: Iterable[UUID]) -> list[CaseRow]:
    """The cases of these ids, which the blind index found, newest first."""
    viewer.need("cases.see")
    found = Case.objects.filter(pk__in=list(case_ids)).select_related("assignee")
    return rows(viewer, found.order_by("-opened_at", "-id")[:50])


def by_words(viewer: Actor, asked: Asked) -> list[CaseRow]:
    """The cases in whose title, summary, notes or people the words stand. Raises NotAllowed, Locked, NotAMember."""
    viewer.need("search")
    question = word_index.asking(viewer.opened().search_key(), map(stems, asked.words), asked.beginnings)
    found = (object_id for _kind, object_id in word_index.find(question, [OBJECT]))
    return by_ids(viewer, islice(_with_phrases(viewer, found, asked) if asked.phrases else found, MOST))


def _with_phrases(viewer: Actor, case_ids: Iterable[UUID], asked: Asked) -> Iterator[UUID]:
    for case in Case.objects.filter(pk__in=list(islice(case_ids, CHECKED))).order_by("-opened_at"):
        try:
            texts = texts_of(viewer, case)
        except CannotOpen:
            continue
        if all(any(stands_in(phrase, text) for text in texts) for phrase in asked.phrases):
            yield case.pk


def of_contacts(viewer: Actor, contact_ids: Iterable[UUID]) -> list[CaseRow]:
    """The cases to which any of these contacts belong, newest first."""
    viewer.need("cases.see")
    found = Case.objects.filter(case_contacts__contact__in=list(contact_ids)).select_related("assignee").distinct()
    return rows(viewer, found.order_by("-opened_at", "-id")[:50])
