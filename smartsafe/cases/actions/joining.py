"""Contacts join a case and leave it; cases are linked, or become one."""

from uuid import UUID

from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import record
from smartsafe.cases import rules
from smartsafe.cases.actions.opening import contacts_for_case
from smartsafe.cases.errors import LastContact, NotFromHere, WithItself
from smartsafe.cases.evidence_keys import drop_strangers, take_from_case, take_from_contacts
from smartsafe.cases.indexing import move_words
from smartsafe.cases.models import Case, CaseContact
from smartsafe.cases.sealed import Details, note_place, task_place
from smartsafe.cases.telling import tell_of_danger
from smartsafe.cases.writing import go, put_back, take, tell_reporters
from smartsafe.errors import NotFound
from smartsafe.live.actions import touch
from smartsafe.people.actors import Actor
from smartsafe.vault.sealing import RecordKey


@transaction.atomic
def add_contact(actor: Actor, *, case_id: UUID, contact_id: UUID) -> Case:
    """One more contact about the same. Its files become the case's. Danger comes along. Raises HasCase, NotFound."""
    actor.need("cases.open")
    case = take(case_id)
    (contact,) = contacts_for_case([contact_id])
    CaseContact.objects.create(case=case, contact=contact, added_at=clock.now())
    take_from_contacts(actor, case, actor.open(case.key_for_centre))
    if contact.danger and not case.danger:
        case.danger = True
        case.danger_acknowledged_at = contact.danger_acknowledged_at
        case.danger_acknowledged_by_id = contact.danger_acknowledged_by_id
    put_back(case, "danger", "danger_acknowledged_at", "danger_acknowledged_by")
    tell_reporters(actor, case)
    touch("inbox", f"contact:{contact.pk}")
    tell_of_danger(case)
    record(actor, "case.contact_added", "case", case.pk, contact=contact.number)
    return case


@transaction.atomic
def remove_contact(actor: Actor, *, case_id: UUID, contact_id: UUID) -> Case:
    """The contact turns out to be about something else; its files leave with it, and those of its conversation.

    Raises LastContact, NotFound.
    """
    actor.need("cases.handle")
    case = take(case_id)
    joined = CaseContact.objects.filter(case=case, contact_id=contact_id).select_related("contact").first()
    if joined is None:
        raise NotFound()
    if case.case_contacts.count() == 1:
        raise LastContact()
    number = joined.contact.number
    joined.delete()
    drop_strangers(case)
    put_back(case)
    touch("inbox", f"contact:{contact_id}")
    record(actor, "case.contact_removed", "case", case.pk, contact=number)
    return case


@transaction.atomic
def link(actor: Actor, *, case_id: UUID, other_id: UUID) -> None:
    """The two cases have something to do with each other. Harmless when repeated. Raises WithItself, NotFound."""
    actor.need("cases.handle")
    if case_id == other_id:
        raise WithItself("other")
    case, other = take(case_id), Case.objects.filter(pk=other_id).first()
    if other is None:
        raise NotFound()
    case.linked.add(other)
    put_back(case)
    touch(f"case:{other.pk}")
    record(actor, "case.linked", "case", case.pk, other=other.number)


@transaction.atomic
def unlink(actor: Actor, *, case_id: UUID, other_id: UUID) -> None:
    """They have not. Raises NotFound when they were not linked."""
    actor.need("cases.handle")
    case = take(case_id)
    other = case.linked.filter(pk=other_id).first()
    if other is None:
        raise NotFound()
    case.linked.remove(other)
    put_back(case)
    touch(f"case:{other.pk}")
    record(actor, "case.unlinked", "case", case.pk, other=other.number)


def _reseal_contents(case: Case, key: RecordKey, into: Case, into_key: RecordKey) -> None:
    """Notes, people and tasks go over, sealed anew: whoever opens the survivor opens them."""
    for note in case.notes.all():
        where = note_place(note.pk)
        note.case, note.sealed_body = into, into_key.seal(key.open(note.sealed_body, where), where)
        note.save(update_fields=["case", "sealed_body"])
    for task in case.tasks.all():
        where = task_place(task.pk)
        task.case, task.sealed_title = into, into_key.seal(key.open(task.sealed_title, where), where)
        task.save(update_fields=["case", "sealed_title"])
    for involved in case.involved.all():
        details = Details.opened(key, involved.pk, involved.sealed_details)
        involved.case, involved.sealed_details = into, details.sealed(into_key, involved.pk)
        involved.save(update_fields=["case", "sealed_details"])


def _unite_facts(case: Case, into: Case) -> None:
    """The survivor keeps its own facts and takes on what weighs more."""
    threats = [into.threat, *into.other_threats, case.threat, *case.other_threats]
    into.other_threats = [code for code in dict.fromkeys(threats) if code != into.threat]
    into.harms = list(dict.fromkeys([*into.harms, *case.harms]))
    into.urgency = max(into.urgency, case.urgency, key=rules.URGENCIES_BY_WEIGHT.index)
    if case.danger and not into.danger:
        into.danger, into.danger_acknowledged_at = True, case.danger_acknowledged_at
        into.danger_acknowledged_by_id = case.danger_acknowledged_by_id
    if case.status in rules.ALONG:
        into.status = max(into.status, case.status, key=rules.ALONG.index)
    into.kind = rules.REFERRAL if rules.REFERRAL in (into.kind, case.kind) else into.kind


@transaction.atomic
def merge(actor: Actor, *, case_id: UUID, into_id: UUID) -> Case:
    """The case goes on within another one: contacts, files, notes, people, tasks, links. Returns the survivor.

    Its number, title and summary remain as a closed case that points there; its referrals stay with it and move the
    survivor. Raises WithItself, IsMerged, NotFromHere (a closed case is reopened first).
    """
    actor.need("cases.handle")
    if case_id == into_id:
        raise WithItself("other")
    first, second = (take(pk) for pk in sorted((case_id, into_id)))
    case, into = (first, second) if first.pk == case_id else (second, first)
    if into.status == rules.CLOSED:
        raise NotFromHere(status=rules.STATUSES[rules.CLOSED])
    _unite_facts(case, into)
    go(case, rules.CLOSED, "merge", actor)
    key, into_key = actor.open(case.key_for_centre), actor.open(into.key_for_centre)
    move_words(actor, case, into)
    take_from_case(case, key, into, into_key)
    _reseal_contents(case, key, into, into_key)
    case.evidence.all().delete()
    case.case_contacts.update(case=into)
    into.linked.add(*case.linked.exclude(pk=into.pk))
    Case.objects.filter(merged_into=case).update(merged_into=into)
    case.merged_into, case.closed_at = into, clock.now()
    put_back(case, "status", "merged_into", "closed_at")
    put_back(
        into, "status", "kind", "urgency", "danger", "danger_acknowledged_at", "danger_acknowledged_by", "harms",
        "other_threats",
    )  # fmt: skip
    tell_reporters(actor, into)
    tell_of_danger(into)
    record(actor, "case.merged", "case", case.pk, into=into.number, into_id=str(into.pk))
    return into
