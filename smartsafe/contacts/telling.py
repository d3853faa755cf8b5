"""Who is told that a contact needs somebody. The reporters' side tells too: nothing here opens anything."""

from uuid import UUID

from smartsafe.notifications.actions import settle, tell
from smartsafe.people.queries import people_who_may

from .models import Contact

SEES_DANGER = "danger.acknowledge"


def tell_of_danger(contact: Contact) -> None:
    """Everybody who may acknowledge a danger learns that one waits."""
    tell([person_id for person_id, _ in people_who_may(SEES_DANGER)], "contact.danger", *_which(contact))


def danger_is_seen(contact: Contact) -> None:
    """One has acknowledged it: it awaits nobody any more, by whichever contact of the conversation it was told."""
    for contact_id in (contact.id, *Contact.objects.filter(merged_into=contact).values_list("pk", flat=True)):
        settle("contact.danger", contact_id)


def tell_reporter_wrote(contact: Contact) -> None:
    """Who has the contact learns that the reporter wrote; what nobody has stands unread in the inbox."""
    if contact.assignee_id:
        tell([contact.assignee_id], "contact.reporter_wrote", *_which(contact))


def tell_of_withdrawal(contact: Contact) -> None:
    """Who has the contact learns that the reporter wants no more done; where nobody has it, the supervisors."""
    tell(_responsible(contact), "contact.withdrawal", *_which(contact))


def _responsible(contact: Contact) -> list[UUID]:
    return [contact.assignee_id] if contact.assignee_id else [who for who, _ in people_who_may(SEES_DANGER)]


def _which(contact: Contact) -> tuple[str, UUID, str]:
    return "contact", contact.id, contact.number
