"""Which answers fit a contact: by its threats, by who wrote, in which language, with which words."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from smartsafe.answers import queries as library
from smartsafe.contacts import auto_replies
from smartsafe.contacts import queries as contacts
from smartsafe.contacts.rules import NETWORKS
from smartsafe.country.profile import profile
from smartsafe.people.actors import Actor

INVITATION = UUID("00000000-0000-4000-8000-000000000001")  # stands in no library: the channel's own words
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
    told = list(messages)
    wrote = [one.text for one in told if one.kind == "from_reporter"][-NEWEST:]
    invited = [] if words else _invitation(contact, told)
    return invited + library.suggest(
        actor,
        threats=[code for code in (contact.threat, *getattr(contact, "other_threats", [])) if code],
        audience=library.audience_of(getattr(contact, "reporter_kind", "")),
        language=language or getattr(contact, "language", ""),
        words=words or " ".join((contact.subject, *wrote)),
        all_of_them=all_of_them,
    )


def invitation_for(contact: Any) -> str:
    """What invites this person to the anonymous form."""
    return auto_replies.invitation(contact.channel, contact.language)


def _invitation(contact: Any, messages: list[Any]) -> list[library.Suggested]:
    """First of all, once in a conversation: when what somebody writes on a network turns out to be grave."""
    if getattr(contact, "channel", "") not in NETWORKS or not _is_grave(contact):
        return []
    addresses = auto_replies.form_addresses()
    if any(address in one.text for one in messages if one.kind == "to_reporter" for address in addresses):
        return []
    title, text = gettext("Invite to the anonymous form"), invitation_for(contact)
    return [library.Suggested(INVITATION, title, text, contact.language, fits=True)]


def _is_grave(contact: Any) -> bool:
    """As triage marked it: danger, or a threat that belongs to the hotline."""
    told = {contact.threat, *getattr(contact, "other_threats", [])}
    return bool(contact.danger) or any(one.hotline for one in profile().threats if one.code in told)
