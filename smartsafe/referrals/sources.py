"""What a case holds that could be shared, and the document made of what was chosen."""

import mimetypes
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils import translation

from smartsafe.cases.models import Case
from smartsafe.cases.rules import INVOLVED
from smartsafe.cases.sealed import Details, item_place, summary_place
from smartsafe.contacts.family import members
from smartsafe.contacts.message_keys import for_centre
from smartsafe.contacts.models import Contact, Message
from smartsafe.contacts.sealed import Reach, open_body, open_details, open_subject
from smartsafe.country.profile import profile
from smartsafe.country.profile.whole import Lists
from smartsafe.evidence.models import Item
from smartsafe.evidence.queries import Facts, facts
from smartsafe.people.actors import Actor
from smartsafe.vault.sealing import RecordKey

from . import document as shape
from .draft import Draft


@dataclass(frozen=True, slots=True)
class ContactSource:
    """A contact of the case: what its reporter said, and how the reporter can be reached (empty when anonymous)."""

    id: UUID
    number: str
    received_at: datetime
    channel: str
    reporter_kind: str
    subject: str
    messages: list[shape.Said]
    links: list[str]
    handles: list[str]
    when: str
    reach: Reach


@dataclass(frozen=True, slots=True)
class InvolvedSource:
    id: UUID
    role: str
    details: Details


@dataclass(frozen=True, slots=True)
class ItemSource:
    """A file of the case's evidence, with the key that opens it."""

    item: Item
    facts: Facts
    key: RecordKey = field(repr=False)

    @property
    def id(self) -> UUID:
        return self.item.pk


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything of a case that could be shared with an institution."""

    case: Case
    summary: str
    contacts: list[ContactSource]
    involved: list[InvolvedSource]
    items: list[ItemSource]


def sources(actor: Actor, case: Case) -> Sources:
    """Open what the case holds. Raises Locked, NotAMember."""
    key = actor.open(case.key_for_centre)
    contacts = Contact.objects.filter(case_contact__case=case).order_by("received_at", "id")
    return Sources(
        case=case,
        summary=key.open_text(case.sealed_summary, summary_place(case.pk)),
        contacts=[_contact(actor, contact) for contact in contacts if contact.key_for_centre],
        involved=[
            InvolvedSource(one.pk, one.role, Details.opened(key, one.pk, one.sealed_details))
            for one in case.involved.order_by("added_at", "id")
        ],
        items=_items(case, key),
    )


def _contact(actor: Actor, contact: Contact) -> ContactSource:
    key = actor.open(contact.key_for_centre)
    details = open_details(key, contact.pk, contact.sealed_details)
    together = {one.pk: one for one in members(contact.pk) if one.key_for_centre}
    keys = {pk: actor.open(one.key_for_centre) for pk, one in together.items()}
    said = Message.objects.filter(contact__in=keys, kind="from_reporter").order_by("at", "id")
    return ContactSource(
        id=contact.pk,
        number=contact.number,
        received_at=contact.received_at,
        channel=contact.channel,
        reporter_kind=contact.reporter_kind,
        subject=open_subject(key, contact.pk, contact.sealed_subject),
        messages=[shape.Said(at=one.at, text=_words(actor, keys[one.contact_id], one)) for one in said],
        links=details.links,
        handles=details.handles,
        when=details.when,
        reach=details.reach,
    )


def _words(actor: Actor, key: RecordKey, message: Message) -> str:
    return open_body(for_centre(message, key, actor.open), message.pk, message.sealed_body)


def _items(case: Case, key: RecordKey) -> list[ItemSource]:
    found = []
    for kept in case.evidence.select_related("item").filter(item__purged_at=None).order_by("added_at", "item_id"):
        item_key = RecordKey.opened_under(key, kept.sealed_item_key, item_place(case.pk, kept.item_id))
        found.append(ItemSource(kept.item, facts(kept.item, item_key), item_key))
    return found


def file_names(items: Iterable[ItemSource]) -> dict[UUID, str]:
    """Where each item stands in the package. The names are ours: one that came in could lie about its path."""
    return {
        one.id: f"evidence/{position:03d}{mimetypes.guess_extension(one.facts.content_type) or '.bin'}"
        for position, one in enumerate(items, start=1)
    }


def document_of(
    of: Sources, draft: Draft, *, number: str, institution: str, urgent: bool, prepared_by: str
) -> shape.ReferralDocument:
    """What would be sent, made of what was chosen, in the profile's language for institutions."""
    with translation.override(profile().letter_language):
        return _document(of, draft, number=number, institution=institution, urgent=urgent, prepared_by=prepared_by)


def _document(
    of: Sources, draft: Draft, *, number: str, institution: str, urgent: bool, prepared_by: str
) -> shape.ReferralDocument:
    case, centre = of.case, profile().centre
    return shape.ReferralDocument(
        number=number,
        case_number=case.number,
        centre=shape.Centre(name=str(centre.name), phone=centre.phone, email=centre.email, site=str(centre.site)),
        institution=shape.Coded(code=institution, label=str(profile().institution(institution).name)),
        language=profile().letter_language,
        urgent=urgent,
        subject=draft.subject,
        facts=draft.facts,
        summary=of.summary if draft.summary else "",
        asked=draft.asked,
        threat=_coded("threats", case.threat) or shape.Coded(code="other", label=""),
        other_threats=_coded_all("threats", case.other_threats),
        harms=_coded_all("harms", case.harms),
        child=shape.Child(
            age_band=_known("age_bands", case.child_age_band),
            gender=_known("genders", case.child_gender),
            municipality=_municipality(case.municipality),
        ),
        hints=tuple(_hint(code) for code in draft.hints),
        contacts=tuple(_shared(one, draft) for one in of.contacts if one.id in (*draft.contacts, *draft.reachable)),
        involved=tuple(_involved(one) for one in of.involved if one.id in draft.involved),
        evidence=_evidence([one for one in of.items if one.id in draft.items]),
        prepared_by=prepared_by,
    )


def hint_text(code: str) -> str:
    """“Кривични законик, члан 214: Изнуда” in the active language."""
    hint = profile().legal_hint(code)
    return f"{hint.law}: {hint.title}"


def _hint(code: str) -> shape.Hint:
    return shape.Hint(code=code, text=hint_text(code))


def _coded(kind: Lists, code: str) -> shape.Coded | None:
    return shape.Coded(code=code, label=profile().label(kind, code)) if code else None


def _known(kind: Lists, code: str) -> shape.Coded | None:
    return None if code == "unknown" else _coded(kind, code)


def _coded_all(kind: Lists, codes: Iterable[str]) -> tuple[shape.Coded, ...]:
    return tuple(found for code in codes if (found := _coded(kind, code)))


def _municipality(code: str) -> shape.Coded | None:
    return shape.Coded(code=code, label=profile().label("municipalities", code)) if code else None


def _shared(contact: ContactSource, draft: Draft) -> shape.SharedContact:
    words = contact.id in draft.contacts
    reach = contact.reach if contact.id in draft.reachable else Reach()
    return shape.SharedContact(
        number=contact.number,
        received_at=contact.received_at,
        channel=_coded("channels", contact.channel) or shape.Coded(code="other", label=""),
        reporter_kind=_known("reporter_kinds", contact.reporter_kind),
        links=tuple(contact.links) if words else (),
        handles=tuple(contact.handles) if words else (),
        when=contact.when if words else "",
        messages=tuple(contact.messages) if words else (),
        reporter=shape.Reporter(name=reach.name, email=reach.email, phone=reach.phone) if reach else None,
    )


def _involved(person: InvolvedSource) -> shape.InvolvedPerson:
    return shape.InvolvedPerson(
        role=_role(person.role),
        name=person.details.name,
        identifiers=tuple(person.details.identifiers),
        words=person.details.words,
    )


def _role(code: str) -> shape.Coded:
    """What the profile calls the role; a role that it does not know is called as the cases do."""
    known = profile().codes("involved_roles")
    return shape.Coded(
        code=code, label=profile().label("involved_roles", code) if code in known else str(INVOLVED.get(code, code))
    )


def _evidence(items: list[ItemSource]) -> tuple[shape.EvidenceFile, ...]:
    names = file_names(items)
    return tuple(
        shape.EvidenceFile(
            file=names[one.id],
            name=one.facts.name,
            content_type=one.facts.content_type,
            size=one.facts.size,
            sha256=one.facts.sha256,
            received_at=one.item.received_at,
        )
        for one in items
    )
