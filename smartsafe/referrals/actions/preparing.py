"""A referral is written: draft, changes, on its way to somebody who approves it."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction
from django.utils import translation

from smartsafe import clock
from smartsafe.audit.actions import record
from smartsafe.cases.models import Case
from smartsafe.country.numbers import next_number
from smartsafe.country.profile import profile
from smartsafe.errors import NotFound
from smartsafe.identifiers import new_id
from smartsafe.institutions.actions import row_of
from smartsafe.notifications.actions import tell
from smartsafe.people.actors import Actor
from smartsafe.people.queries import name_of, people_who_may
from smartsafe.referrals import rules
from smartsafe.referrals.draft import Draft
from smartsafe.referrals.errors import AlreadyReferred, NotAChoice, NothingToSay, NotTheirs
from smartsafe.referrals.models import Referral, SharedItem
from smartsafe.referrals.sealed import item_place
from smartsafe.referrals.sources import Sources, document_of, sources
from smartsafe.referrals.writing import check_version, follow, key_of, put_back, take, words
from smartsafe.vault.public_keys import CENTRE, public_key_of
from smartsafe.vault.sealing import RecordKey


@transaction.atomic
def prepare(actor: Actor, *, case_id: UUID, institution: str, rule: str = "", draft: Draft | None = None) -> Referral:
    """A new draft for one institution. Shares nothing yet but the case's summary and codes.

    `rule`: code of the competence rule that suggested the institution, empty when it was chosen by hand.
    `draft`: words and choices to begin with. Raises NotAllowed, NotFound, NotAChoice at `institution`,
    AlreadyReferred at `institution`.
    """
    actor.need("referrals.prepare")
    case = Case.objects.select_for_update().filter(pk=case_id, merged_into=None, erased_at=None).first()
    if case is None:
        raise NotFound()
    _check_institution(case, institution)
    key, now = RecordKey.new(), clock.now()
    referral = Referral(
        id=new_id(),
        number=next_number("referral"),
        case=case,
        institution_id=institution,
        status=rules.INITIAL,
        reason=rule if any(rule == one.code for one in profile().competence) else "",
        urgent=case.urgency == "immediate" or case.danger,
        prepared_by_id=actor.id,
        prepared_at=now,
        changed_at=now,
        key_for_centre=key.sealed_to(public_key_of(CENTRE)),
    )
    draft = draft or Draft(subject=_subject(case), hints=_hints(case))
    referral.sealed_draft = draft.by(actor.id).sealed(key, referral.pk)
    referral.save(force_insert=True)
    follow(actor, case)
    record(actor, "referral.prepared", "referral", referral.pk, case=case.number, institution=institution)
    return referral


def _check_institution(case: Case, code: str) -> None:
    if code not in profile().directory or not row_of(code).active:
        raise NotAChoice("institution")
    ended = (*rules.ENDED, rules.DECLINED, rules.OUTCOME_REPORTED)
    before = Referral.objects.filter(case=case, institution_id=code).exclude(status__in=ended).first()
    if before is not None:
        raise AlreadyReferred("institution", number=before.number)


def _subject(case: Case) -> str:
    with translation.override(profile().letter_language):
        return profile().label("threats", case.threat)


def _hints(case: Case) -> tuple[str, ...]:
    known = profile().threats_by_code
    codes = [code for threat in (case.threat, *case.other_threats) if threat in known for code in known[threat].legal]
    return tuple(dict.fromkeys(codes))


@transaction.atomic
def edit_draft(
    actor: Actor,
    *,
    referral_id: UUID,
    version: int,
    subject: str,
    facts: str,
    asked: str,
    hints: Sequence[str] = (),
    summary: bool = True,
    contacts: Sequence[UUID] = (),
    reachable: Sequence[UUID] = (),
    involved: Sequence[UUID] = (),
    items: Sequence[UUID] = (),
    urgent: bool = False,
) -> Referral:
    """Write the letter's words and choose what is shared; everything not named is not shared.

    `contacts`: whose messages; `reachable`: whose reporter agreed to be reached by the institution; `involved`,
    `items`: of the case. Raises NotNow, Stale, Missing/TooLong/Unreadable at the field, NotAChoice, NotTheirs.
    """
    actor.need("referrals.prepare")
    referral = take(actor, referral_id, "edit_draft")
    check_version(referral, version)
    key = key_of(actor, referral)
    before = Draft.opened(key, referral.pk, referral.sealed_draft)
    draft = Draft(
        subject=words(subject, "subject", most=rules.MAX_SUBJECT),
        facts=words(facts, "facts", needed=False),
        asked=words(asked, "asked", needed=False),
        hints=_known_hints(hints),
        summary=summary,
        contacts=tuple(contacts),
        reachable=tuple(reachable),
        involved=tuple(involved),
        items=tuple(items),
        authors=before.authors,
    ).by(actor.id)
    _check_theirs(sources(actor, referral.case), draft)
    referral.sealed_draft = draft.sealed(key, referral.pk)
    referral.urgent = urgent
    put_back(referral, "sealed_draft", "urgent")
    record(actor, "referral.edited", "referral", referral.pk)
    return referral


def _known_hints(codes: Iterable[str]) -> tuple[str, ...]:
    known = {hint.code for hint in profile().legal_hints}
    if not known.issuperset(codes):
        raise NotAChoice("hints")
    return tuple(codes)


def _check_theirs(of: Sources, draft: Draft) -> None:
    """Raises NotTheirs where something chosen is not part of the case (any more)."""
    contacts = {one.id for one in of.contacts}
    reachable = {one.id for one in of.contacts if one.reach}
    chosen = (
        ("contacts", draft.contacts, contacts),
        ("reachable", draft.reachable, reachable),
        ("involved", draft.involved, {one.id for one in of.involved}),
        ("items", draft.items, {one.id for one in of.items}),
    )
    for field, named, known in chosen:
        if not known.issuperset(named):
            raise NotTheirs(field)


@transaction.atomic
def send_for_approval(actor: Actor, *, referral_id: UUID, version: int) -> Referral:
    """Freeze what would be sent, so that what is approved is what is delivered; ask the supervisors.

    Raises NotNow, Stale, NothingToSay, NotTheirs.
    """
    actor.need("referrals.prepare")
    referral = take(actor, referral_id, "send_for_approval")
    check_version(referral, version)
    key = key_of(actor, referral)
    draft = Draft.opened(key, referral.pk, referral.sealed_draft).by(actor.id)
    of = sources(actor, referral.case)
    _check_theirs(of, draft)
    if not (draft.facts or (draft.summary and of.summary) or draft.contacts or draft.items or draft.involved):
        raise NothingToSay("facts")
    document = document_of(
        of,
        draft,
        number=referral.number,
        institution=referral.institution_id,
        urgent=referral.urgent,
        prepared_by=name_of(referral.prepared_by_id),
    )
    referral.sealed_draft = draft.sealed(key, referral.pk)
    referral.sealed_package = document.sealed(key, referral.pk)
    _share(referral, key, of, draft)
    put_back(referral, "sealed_draft", "sealed_package")
    asked = {person_id for person_id, _ in people_who_may("referrals.approve")} - set(draft.authors)
    tell(asked, "referral.awaiting_approval", "referral", referral.pk, referral.number)
    record(actor, "referral.sent_for_approval", "referral", referral.pk)
    return referral


def _share(referral: Referral, key: RecordKey, of: Sources, draft: Draft) -> None:
    """The keys of the chosen items, sealed under the referral's own key."""
    referral.shared_items.all().delete()
    SharedItem.objects.bulk_create(
        SharedItem(
            referral=referral,
            item_id=one.id,
            sealed_item_key=one.key.sealed_under(key, item_place(referral.pk, one.id)),
        )
        for one in of.items
        if one.id in draft.items
    )
