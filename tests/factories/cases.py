"""Cases made by the real action, from real contacts."""

from typing import Any
from uuid import UUID

from smartsafe.cases.actions import open_case
from smartsafe.cases.models import Case
from smartsafe.contacts.answers import AnswerFile
from smartsafe.contacts.models import Contact
from smartsafe.people.actors import Actor

from .contacts import a_report
from .evidence import an_item
from .people import a_person

TITLE = "Уцена снимком преко ћаскања"
SUMMARY = "Непознати профил прети дететом објавом слике и тражи нове. Налог: @nepoznati_99."


def a_contact(*, files: int = 0, **changes: Any) -> Contact:
    """A contact that came in by the form, with so many pictures."""
    if files:
        kept = [an_item(f"slika-{number}.png") for number in range(files)]
        changes["files"] = [AnswerFile(item.pk, key) for item, key in kept]
    return a_report(**changes)[1]


def a_case(
    actor: Actor | None = None,
    *,
    contact_ids: list[UUID] | None = None,
    kind: str = "advisory",
    title: str = TITLE,
    summary: str = SUMMARY,
    files: int = 0,
    **contact: Any,
) -> Case:
    """A case opened by `actor` (an analyst unless told), from a new contact with these `contact` answers."""
    return open_case(
        actor or a_person("analyst"),
        contact_ids=contact_ids or [a_contact(files=files, **contact).pk],
        kind=kind,
        title=title,
        summary=summary,
    )
