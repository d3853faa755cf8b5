"""By which ways the person of a conversation can be answered, and which of them is used.

Behind the receipt code; in the thread outside in which they wrote; at an e-mail address or by telephone at a number
that they gave. Unless another way was agreed on, a reply goes the way by which they wrote last.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Max
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from smartsafe.people.actors import Actor
from smartsafe.people.queries import names

from . import identifiers
from .models import Contact, Message, ReplyWay
from .rules import DELIVERED_CHANNELS
from .sealed import ContactDetails, open_address

KINDS = CODE, THREAD, ADDRESS, CALL = "code", "thread", "address", "call"
AT_HOME = "form"  # what is read behind the code of somebody who wrote from outside
# How the person agreed to be answered by another way than the one by which they came
CONSENTS: dict[str, str | Promise] = {
    "wrote": _("wrote so in the conversation"),
    "said": _("said so on the phone or face to face"),
    "guardian": _("agreed through a parent or guardian"),
}


@dataclass(frozen=True, slots=True)
class Way:
    """One way. `free`: it may be used without asking the person first (again)."""

    kind: str
    channel: str
    contact_id: UUID  # in whose conversation replies by it are written
    number: str
    address: str = ""  # an e-mail address or a telephone number where it is known at the desk
    current: bool = False
    free: bool = False
    consent: str = ""  # of CONSENTS, as it was recorded last
    agreed_at: datetime | None = None
    recorded_by: str = ""
    row_id: UUID | None = None  # the ReplyWay by which it was chosen last

    @property
    def key(self) -> str:
        """The same for the same way; tells nothing of the address."""
        said = f"{self.kind} {self.contact_id.hex} {self.channel} {_normal(self.kind, self.address)}"
        return hashlib.sha256(said.encode()).hexdigest()[:24]

    @property
    def takes_words(self) -> bool:
        return self.kind != CALL

    @property
    def consent_words(self) -> str:
        return str(CONSENTS.get(self.consent, ""))


def _normal(kind: str, address: str) -> str:
    """Empty for a thread and for the code: there is one of them, whatever is known of its address."""
    if kind == ADDRESS:
        return identifiers.email(address) or address
    return (identifiers.phone(address) or address) if kind == CALL else ""


def ways_of(viewer: Actor, together: Sequence[Contact], details: Mapping[UUID, ContactDetails]) -> list[Way]:
    """Every way of a conversation, the one in use first. Two statements; `details`: of those that are not erased."""
    known = [contact for contact in together if contact.pk in details]
    written = _written(known)
    found = {way.key: way for way in _told(known, details, written)}
    rows = list(ReplyWay.objects.filter(contact__in=known).order_by("-at", "-id"))
    people = names(row.by_id for row in rows)
    keys = {contact.pk: contact for contact in known}
    chosen = ""
    for row in rows:
        contact = keys[row.contact_id]
        address = open_address(viewer.open(contact.key_for_centre), contact.pk, row.pk, row.sealed_address)
        way = Way(row.kind, row.channel, contact.pk, contact.number, address)
        chosen = chosen or way.key
        before = found.setdefault(way.key, way)
        agreed = before.consent or row.consent
        if before.row_id is None:
            before = replace(before, row_id=row.pk)
        if row.consent and not before.consent:
            before = replace(before, agreed_at=row.at, recorded_by=people.get(row.by_id, ""))
        found[way.key] = replace(before, consent=agreed, free=before.free or bool(agreed))
    usual = _usual(list(found.values()), written)
    chosen = chosen or (usual.key if usual else "")
    if usual:
        found[usual.key] = replace(found[usual.key], free=True)
    if chosen in found:
        found[chosen] = replace(found[chosen], current=True, free=True)
    return sorted(found.values(), key=lambda way: (not way.current, KINDS.index(way.kind)))


def current(ways: Sequence[Way]) -> Way | None:
    return next((way for way in ways if way.current), None)


def _written(known: Sequence[Contact]) -> list[tuple[UUID, str]]:
    """(contact, channel) by which the person wrote, the latest first."""
    messages = Message.objects.filter(contact__in=known, kind="from_reporter")
    last = messages.order_by().values("contact_id", "channel").annotate(last=Max("at")).order_by("-last")
    return [(row["contact_id"], row["channel"]) for row in last]


def _told(
    known: Sequence[Contact], details: Mapping[UUID, ContactDetails], written: Sequence[tuple[UUID, str]]
) -> list[Way]:
    """The ways that the person themselves opened, or gave an address for."""
    found = []
    for contact in known:
        reach = details[contact.pk].reach
        threads = [channel for whose, channel in written if whose == contact.pk and channel in DELIVERED_CHANNELS]
        for channel in threads:
            address = reach.email if channel == "email" else ""
            found.append(Way(THREAD, channel, contact.pk, contact.number, address))
        if contact.key_for_receipt:
            channel = AT_HOME if contact.channel in DELIVERED_CHANNELS else contact.channel
            found.append(Way(CODE, channel, contact.pk, contact.number, free=True))
        if reach.email and "email" not in threads:
            found.append(Way(ADDRESS, "email", contact.pk, contact.number, reach.email))
        if reach.phone:
            called = contact.channel == "phone"
            found.append(Way(CALL, "phone", contact.pk, contact.number, reach.phone, free=called))
    return found


def _usual(ways: Sequence[Way], written: Sequence[tuple[UUID, str]]) -> Way | None:
    """The way by which the person wrote last, as far as it leads back; else behind a code; else in a thread."""
    for contact_id, channel in written:
        kind = THREAD if channel in DELIVERED_CHANNELS else CODE
        for way in ways:
            if (way.contact_id, way.kind) == (contact_id, kind) and (kind == CODE or way.channel == channel):
                return way
    return next((way for kind in (CODE, THREAD) for way in ways if way.kind == kind), None)
