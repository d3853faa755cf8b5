"""What happened to a case, read from the audit chain (ADR 4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from smartsafe.audit.models import Entry
from smartsafe.audit.presenters import sentences
from smartsafe.cases import rules
from smartsafe.cases.models import Case
from smartsafe.errors import NotFound
from smartsafe.people.actors import Actor
from smartsafe.people.queries import names

LOOKS = ("case.looked", "evidence.looked")


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry: when, who (a name, or what kind of actor), and a sentence."""

    at: datetime
    who: str
    action: str
    sentence: str


def _uuid(value: object) -> UUID | None:
    try:
        return UUID(str(value))
    except ValueError:
        return None


def _in_words(details: Mapping[str, Any], people: Mapping[UUID, str]) -> dict[str, object]:
    """Codes of an entry as people read them."""
    told = dict(details)
    for name in ("before", "after"):
        told[name] = rules.STATUSES.get(str(told.get(name, "")), told.get(name, ""))
    told["role"] = rules.INVOLVED.get(str(told.get("role", "")), told.get("role", ""))
    person = _uuid(told.get("to"))
    told["to"] = people.get(person, "") if person else _("nobody")
    return told


def _sentence(entry: Entry, people: Mapping[UUID, str]) -> str:
    sentence = sentences().get(entry.action)
    if sentence is None:
        return entry.action
    try:
        return str(sentence).format(**_in_words(entry.details, people))
    except (KeyError, IndexError, ValueError):
        return str(sentence)


def timeline(viewer: Actor, case_id: UUID, *, looks: bool = False, limit: int = 200) -> list[Happening]:
    """What was done, newest first, with what happened to cases merged into this one. `looks`: also who read what."""
    viewer.need("cases.see")
    case_ids = [str(pk) for pk in Case.objects.filter(merged_into=case_id).values_list("pk", flat=True)]
    if not Case.objects.filter(pk=case_id).exists():
        raise NotFound()
    found = Entry.objects.filter(object_kind="case", object_id__in=[str(case_id), *case_ids])
    if not looks:
        found = found.exclude(action__in=LOOKS)
    entries = list(found.order_by("-sequence")[:limit])
    people = names(
        person for entry in entries for person in (entry.actor_id, _uuid(entry.details.get("to"))) if person is not None
    )
    nameless = {"system": _("Automatically"), "reporter": _("Reporter")}
    return [
        Happening(
            at=entry.at,
            who=people.get(entry.actor_id, "") if entry.actor_id else nameless.get(entry.actor_kind, ""),
            action=entry.action,
            sentence=_sentence(entry, people),
        )
        for entry in entries
    ]
