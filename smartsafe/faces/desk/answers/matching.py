"""Which answers fit a contact: by its threats, by who wrote, in which language, with which words."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from smartsafe.answers import queries as library
from smartsafe.contacts import queries as contacts
from smartsafe.people.actors import Actor

NEWEST = 5  # messages of the reporter whose words count


def answers_for(
    actor: Actor, contact_id: UUID, *, words: str = "", all_of_them: bool = False
) -> list[library.Suggested]:
    """With `words` those count, else the reporter's own. Raises NotFound, NotAllowed, Locked."""
    contact = contacts.contact_for(actor, contact_id)
    told = contacts.conversation(actor, contact_id) if not words else []
    return fitting(actor, contact, told, words=words, all_of_them=all_of_them)


def fitting(
    actor: Actor,
    contact: Any,
    messages: Iterable[Any],
    *,
    words: str = "",
    language: str = "",
    all_of_them: bool = False,
) -> list[library.Suggested]:
    """The same for a contact, or its row in a list, and a conversation that are open already."""
    wrote = [one.text for one in messages if one.kind == "from_reporter"][-NEWEST:]
    return library.suggest(
        actor,
        threats=[code for code in (contact.threat, *getattr(contact, "other_threats", [])) if code],
        audience=library.audience_of(getattr(contact, "reporter_kind", "")),
        language=language or getattr(contact, "language", ""),
        words=words or " ".join((contact.subject, *wrote)),
        all_of_them=all_of_them,
    )
