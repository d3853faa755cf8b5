"""What whoever prepares a referral chooses from."""

from dataclasses import dataclass
from uuid import UUID

from smartsafe.cases.models import Case
from smartsafe.country.competence import suggest
from smartsafe.country.profile import profile
from smartsafe.errors import NotFound
from smartsafe.institutions.models import Institution
from smartsafe.people.actors import Actor
from smartsafe.referrals.draft import Draft
from smartsafe.referrals.models import Referral
from smartsafe.referrals.sources import Sources, hint_text, sources
from smartsafe.referrals.ways import Ways, ways
from smartsafe.referrals.writing import key_of, may_see


@dataclass(frozen=True, slots=True)
class Suggested:
    code: str
    name: str
    rule: str
    reason: str
    ways: Ways


@dataclass(frozen=True, slots=True)
class Preparation:
    """A draft with everything that could be shared, and the hints that could be given: (code, text)."""

    draft: Draft
    sources: Sources
    hints: list[tuple[str, str]]
    suggested_hints: frozenset[str]
    ways: Ways


def _case(viewer: Actor, case_id: UUID) -> Case:
    viewer.need("referrals.prepare")
    case = Case.objects.filter(pk=case_id, merged_into=None, erased_at=None).first()
    if case is None:
        raise NotFound()
    return case


def suggestions(viewer: Actor, case_id: UUID) -> list[Suggested]:
    """Institutions that the profile's rules name for this case, in their order, each with its reason."""
    case = _case(viewer, case_id)
    found = suggest(
        threat=case.threat,
        other_threats=case.other_threats,
        harms=case.harms,
        age_band=case.child_age_band,
        municipality=case.municipality,
        host_country=case.host_country,
    )
    gone = _gone()
    return [
        Suggested(
            one.institution.code, str(one.institution.name), one.rule, str(one.reason), ways(one.institution.code)
        )
        for one in found
        if one.institution.code not in gone
    ]


def choices_for(viewer: Actor) -> list[tuple[str, str]]:
    """Every active institution: (code, name), for choosing by hand or for saying who is competent."""
    if not viewer.may("portal"):
        viewer.need("referrals.see")
    gone = _gone()
    return [(code, str(entry.name)) for code, entry in profile().directory.items() if code not in gone]


def _gone() -> set[str]:
    return set(Institution.objects.filter(active=False).values_list("pk", flat=True))


def preparation(viewer: Actor, referral_id: UUID) -> Preparation:
    """Raises NotAllowed, NotFound."""
    viewer.need("referrals.prepare")
    referral = may_see(viewer, Referral.objects.select_related("case"), referral_id)
    case = referral.case
    draft = Draft.opened(key_of(viewer, referral), referral.pk, referral.sealed_draft)
    known = profile().threats_by_code
    suggested = {
        code for threat in (case.threat, *case.other_threats) if threat in known for code in known[threat].legal
    }
    return Preparation(
        draft=draft,
        sources=sources(viewer, case),
        hints=[(hint.code, hint_text(hint.code)) for hint in profile().legal_hints],
        suggested_hints=frozenset(suggested),
        ways=ways(referral.institution_id),
    )


def ways_of(viewer: Actor, referral_id: UUID) -> Ways:
    """How the referral's institution can be reached now. Raises NotAllowed, NotFound."""
    return ways(may_see(viewer, Referral.objects.all(), referral_id).institution_id)


def more_items(viewer: Actor, referral_id: UUID) -> list[tuple[str, str]]:
    """(id, name) of the case's evidence that the institution does not have yet."""
    viewer.need("referrals.prepare")
    referral = may_see(viewer, Referral.objects.select_related("case"), referral_id)
    have = set(referral.shared_items.values_list("item_id", flat=True))
    return [(str(one.id), one.facts.name) for one in sources(viewer, referral.case).items if one.id not in have]
