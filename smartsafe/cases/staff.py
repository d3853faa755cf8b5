"""Whom a case or a task may be given to."""

from uuid import UUID

from smartsafe.people.models import Person
from smartsafe.people.queries import people_who_may

from .errors import NobodyThere


def worker(person_id: UUID | None, field: str) -> Person | None:
    """The active person who may see cases; None for nobody. Raises NobodyThere, naming the field."""
    if person_id is None:
        return None
    if person_id not in {known for known, _name in people_who_may("cases.see")}:
        raise NobodyThere(field)
    return Person.objects.get(pk=person_id)
