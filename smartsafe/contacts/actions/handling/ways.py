"""Answering by another way than the one by which the person came: chosen by the operator, agreed to by the person."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import record
from smartsafe.errors import Invalid
from smartsafe.people.actors import Actor
from smartsafe.vault.sealing import CannotOpen

from ... import identifiers
from ...answers import MAX_LINE
from ...errors import ConsentMissing, NotAnAddress, NotNow, UnknownChoice
from ...family import members
from ...models import Contact, ReplyWay
from ...rules import CLOSED
from ...sealed import open_details, seal_address
from ...ways import ADDRESS, CONSENTS, Way, ways_of
from .locking import keep, locked

NEW = "new"  # an e-mail address that the person gave and that stands nowhere yet


def ways_open_to(actor: Actor, together: Iterable[Contact]) -> list[Way]:
    """The ways of a conversation, for who acts in it. Raises Locked, NotAMember."""
    details = {}
    for contact in together:
        try:
            key = actor.open(contact.key_for_centre)
            details[contact.pk] = open_details(key, contact.pk, contact.sealed_details)
        except CannotOpen:  # erased
            continue
    return ways_of(actor, list(together), details)


@transaction.atomic
def choose_way(
    actor: Actor, *, contact_id: UUID, way: str, consent: str = "", address: str = "", version: int | None = None
) -> Way:
    """Replies go by this way (`Way.key`, or "new" for the e-mail `address`) from now on, until another is chosen.

    `consent`: how the person agreed, of CONSENTS; a way that is not `free` needs it. Who records it and when is kept.
    Raises Stale, NotNow, UnknownChoice, ConsentMissing, NotAnAddress.
    """
    contact = locked(actor, contact_id, version=version)
    if contact.status == CLOSED:
        raise NotNow()
    together = members(contact_id)
    wanted = _wanted(ways_open_to(actor, together), contact, way, address)
    if consent and consent not in CONSENTS:
        raise UnknownChoice("consent")
    if not (wanted.free or consent):
        raise ConsentMissing("consent")
    whose = next(one for one in together if one.pk == wanted.contact_id)
    row = ReplyWay(
        contact=whose, kind=wanted.kind, channel=wanted.channel, consent=consent, at=clock.now(), by_id=actor.id
    )
    row.sealed_address = seal_address(actor.open(whose.key_for_centre), whose.pk, row.pk, wanted.address)
    row.save(force_insert=True)
    keep(contact)
    record(
        actor, "contact.way_chosen", "contact", contact.pk, channel=wanted.channel, way=wanted.kind, consent=consent,
        written_in=str(whose.pk),
    )  # fmt: skip
    return wanted


def _wanted(ways: list[Way], contact: Contact, key: str, address: str) -> Way:
    if key != NEW:
        found = next((one for one in ways if one.key == key), None)
        if found is None:
            raise UnknownChoice("way")
        return found
    if "\0" in address or len(address) > MAX_LINE:
        raise Invalid("address")
    if not identifiers.email(address):
        raise NotAnAddress("address")
    typed = Way(ADDRESS, "email", contact.pk, contact.number, address.strip())
    return next((one for one in ways if one.key == typed.key), typed)
