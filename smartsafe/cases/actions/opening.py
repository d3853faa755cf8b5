"""A case begins: from one or more contacts."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from smartsafe import clock
from smartsafe.audit.actions import record
from smartsafe.cases import rules
from smartsafe.cases.errors import HasCase, NoContacts
from smartsafe.cases.evidence_keys import take_from_contacts
from smartsafe.cases.indexing import index_words
from smartsafe.cases.models import Case, CaseContact
from smartsafe.cases.sealed import summary_place, title_place
from smartsafe.cases.telling import tell_of_danger
from smartsafe.cases.writing import choice, tell_reporters, words
from smartsafe.contacts.models import Contact
from smartsafe.country.numbers import next_number
from smartsafe.errors import NotFound
from smartsafe.identifiers import new_id
from smartsafe.live.actions import touch
from smartsafe.people.actors import Actor
from smartsafe.vault.public_keys import CENTRE, public_key_of
from smartsafe.vault.sealing import Erased, RecordKey


def contacts_for_case(contact_ids: Iterable[UUID]) -> list[Contact]:
    """The contacts, locked, each once; a merged one stands for its survivor.

    Raises NotFound, HasCase, NoContacts, Erased.
    """
    found: dict[UUID, Contact] = {}
    for contact_id in contact_ids:
        contact = Contact.objects.select_for_update().filter(pk=contact_id).first()
        while contact is not None and contact.merged_into_id:
            contact = Contact.objects.select_for_update().get(pk=contact.merged_into_id)
        if contact is None:
            raise NotFound()
        if contact.erased_at:
            raise Erased()
        found[contact.pk] = contact
    if not found:
        raise NoContacts("contacts")
    whole = Q(contact__in=found) | Q(contact__merged_into__in=found)
    taken = CaseContact.objects.filter(whole).select_related("case", "contact").first()
    if taken is not None:
        raise HasCase("contacts", number=taken.contact.number, case=taken.case.number)
    return list(found.values())


def _united(lists: Iterable[Sequence[str]]) -> list[str]:
    return list(dict.fromkeys(code for codes in lists for code in codes))


def _plain_facts(contacts: Sequence[Contact]) -> dict[str, object]:
    """What the contacts say in codes: the weightiest urgency, everything that threatens, the first known child."""

    def first(name: str) -> str:
        values = [str(getattr(contact, name)) for contact in contacts]
        return next((value for value in values if value and value != "unknown"), "") or next(filter(None, values), "")

    threats = _united([[contact.threat, *contact.other_threats] for contact in contacts])
    threats = [code for code in threats if code] or ["other"]
    in_danger = [contact for contact in contacts if contact.danger]
    seen = bool(in_danger) and all(contact.danger_acknowledged_at for contact in in_danger)
    return {
        "urgency": max((contact.urgency for contact in contacts), key=rules.URGENCIES_BY_WEIGHT.index),
        "danger": bool(in_danger),
        "danger_acknowledged_at": in_danger[0].danger_acknowledged_at if seen else None,
        "danger_acknowledged_by_id": in_danger[0].danger_acknowledged_by_id if seen else None,
        "threat": threats[0],
        "other_threats": threats[1:],
        "harms": _united([contact.harms for contact in contacts]),
        "child_age_band": first("child_age_band"),
        "child_gender": first("child_gender"),
        "municipality": first("municipality"),
    }


@transaction.atomic
def open_case(actor: Actor, *, contact_ids: Sequence[UUID], kind: str, title: str, summary: str) -> Case:
    """A formal case from these contacts, with a number and a record key of its own.

    Plain facts are copied, the keys of the contacts' files resealed, the reporters told that it is being handled.
    Raises NoContacts, HasCase, NotFound, and Invalid kinds that name `title`, `summary` or `kind`.
    """
    actor.need("cases.open")
    title = words(title, "title", most=rules.MAX_TITLE)
    summary = words(summary, "summary", needed=False)
    choice(kind, rules.KINDS, "kind")
    contacts = contacts_for_case(contact_ids)
    key, case_id, now = RecordKey.new(), new_id(), clock.now()
    case = Case.objects.create(
        id=case_id,
        number=next_number("case"),
        kind=kind,
        status=rules.OPEN,
        opened_at=now,
        opened_by_id=actor.id,
        changed_at=now,
        indexed_at=now,
        assignee_id=actor.id if actor.may("cases.handle") else None,
        key_for_centre=key.sealed_to(public_key_of(CENTRE)),
        sealed_title=key.seal_text(title, title_place(case_id)),
        sealed_summary=key.seal_text(summary, summary_place(case_id)),
        **_plain_facts(contacts),
    )
    CaseContact.objects.bulk_create(CaseContact(case=case, contact=contact, added_at=now) for contact in contacts)
    take_from_contacts(actor, case, key)
    index_words(actor, case.pk, title, summary)
    tell_reporters(actor, case)
    touch("cases", "inbox", *(f"contact:{contact.pk}" for contact in contacts))
    tell_of_danger(case)
    record(actor, "case.opened", "case", case.pk, number=case.number, kind=kind, contacts=len(contacts))
    return case
