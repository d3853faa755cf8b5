"""The search: by what was typed (POST, so that it stands in no address), by plain facts (GET, to be shared)."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from smartsafe.cases import queries as cases
from smartsafe.cases.actions.indexing import index_waiting as index_waiting_cases
from smartsafe.cases.queries import CaseRow
from smartsafe.contacts import identifiers
from smartsafe.contacts import queries as contacts
from smartsafe.contacts.actions.handling import look_through
from smartsafe.contacts.actions.indexing import index_waiting
from smartsafe.country.profile import profile
from smartsafe.faces.theme.doors import actor_of, needs
from smartsafe.language import words
from smartsafe.people.actors import Actor
from smartsafe.referrals import queries as referrals
from smartsafe.vault import blind_index

from .forms import ExactForm, FactsForm

MOST = 50
IN_PALETTE = 6  # of each kind, below the line in which somebody is typing
TO_INDEX = 50  # what came in while nobody was signed in is indexed first, so many at most
ONE_VALUE = {"url", "email", "phone", "file"}  # whoever types one of these asks for no words


@dataclass(frozen=True, slots=True)
class Found:
    """What fits, newest first, of each kind at most MOST."""

    contacts: list[Any] = field(default_factory=list)
    cases: list[CaseRow] = field(default_factory=list)
    referrals: list[Any] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.contacts or self.cases or self.referrals)

    @property
    def shown(self) -> int:
        """How many rows show words that were sealed: subjects, last words, titles."""
        return len(self.contacts) + len(self.cases)

    @property
    def cut_short(self) -> bool:
        return max(len(self.contacts), len(self.cases)) >= MOST


def find(actor: Actor, typed: str, *, unfinished: bool = False) -> Found:
    """By number, by every value that what was typed may mean, by its words; `unfinished`: it is being typed."""
    index_waiting(actor, limit=TO_INDEX)
    index_waiting_cases(actor, limit=TO_INDEX)
    values = identifiers.of_search(typed)
    asked = words.Asked() if ONE_VALUE & {kind for kind, _ in values} else words.asked(typed, unfinished=unfinished)
    exactly = contacts.search(actor, contacts.Search(exact=typed), limit=MOST)
    by_words = contacts.search(actor, contacts.Search(words=asked), limit=MOST)
    hits = blind_index.find(actor.opened().index_key(), values) if values else []
    rows = [
        *cases.by_number(actor, typed),
        *cases.by_ids(actor, {object_id for kind, object_id, _value in hits if kind == "case"}),
        *(cases.by_words(actor, asked) if asked else ()),
        *cases.of_contacts(actor, [row.id for row in exactly]),
    ]
    return Found(
        contacts=list({row.id: row for row in (*exactly, *by_words)}.values())[:MOST],
        cases=list({row.id: row for row in rows}.values())[:MOST],
        referrals=referrals.by_number(actor, typed),
    )


def _midnight(day: date | None, days: int = 0) -> datetime | None:
    zone = ZoneInfo(profile().time_zone)
    return datetime.combine(day + timedelta(days), time(), zone) if day else None


def _by_facts(actor: Actor, told: dict[str, Any]) -> Found:
    """A state or a channel says which kind is meant; otherwise both are looked for."""
    kind, _dot, status = told["status"].partition(".")
    found = Found()
    if kind != "case":
        facts = {
            "status": status, "threat": told["threat"], "urgency": told["urgency"], "channel": told["channel"],
            "child_age_band": told["age"], "municipality": told["municipality"],
        }  # fmt: skip
        wanted = contacts.Search(facts=facts, since=_midnight(told["since"]), until=_midnight(told["until"], 1))
        found.contacts.extend(contacts.search(actor, wanted, limit=MOST))
    if kind != "contact" and not told["channel"]:
        names = ("threat", "urgency", "age", "municipality", "since", "until")
        filters = cases.Filters(status=status, **{name: told[name] for name in names})
        found.cases.extend(cases.search(actor, filters, limit=MOST).rows)
    return found


@needs("search")
@require_http_methods(("GET", "HEAD", "POST"))
def search(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    exact = ExactForm(request.POST or None)
    facts = FactsForm(request.GET or None)
    found: Found | None = None
    status = 200
    if request.method == "POST":
        if exact.is_valid():
            found = find(actor, exact.cleaned_data["q"].strip())
        else:
            status = 422
    elif facts.is_bound:
        if facts.asks_something:
            found = _by_facts(actor, facts.cleaned_data)
        elif facts.errors:
            status = 422
    if shown := found.shown if found else 0:
        look_through(actor, queue="search", count=shown)
    too_common = exact.is_bound and exact.is_valid() and identifiers.is_common_host(exact.cleaned_data["q"])
    context = {"exact": exact, "facts": facts, "found": found, "most": MOST, "too_common": too_common}
    return render(request, "desk/search/search.html", context, status=status)


@needs("search")
@require_POST
def palette(request: HttpRequest) -> HttpResponse:
    """What fits so far, for the line at the top of every page while somebody types in it."""
    actor = actor_of(request)
    exact = ExactForm(request.POST)
    found = find(actor, exact.cleaned_data["q"].strip(), unfinished=True) if exact.is_valid() else Found()
    few = Found(found.contacts[:IN_PALETTE], found.cases[:IN_PALETTE], found.referrals[:IN_PALETTE])
    if few.shown:
        look_through(actor, queue="search", count=few.shown)
    return render(request, "desk/search/_palette.html", {"found": few})
