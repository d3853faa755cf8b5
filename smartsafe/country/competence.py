"""Who is competent: the profile's rules, read in their order, each suggestion with its reason."""

from collections.abc import Collection
from dataclasses import dataclass

from .profile import Profile, Text, profile
from .profile.institutions import CompetenceRule, InstitutionEntry


@dataclass(frozen=True, slots=True)
class Suggestion:
    institution: InstitutionEntry
    rule: str  # code of the rule that speaks for it
    reason: Text


@dataclass(frozen=True, slots=True)
class _Facts:
    threats: frozenset[str]
    harms: frozenset[str]
    age_band: str
    municipality: str
    places: frozenset[str]  # the municipality, and the city that it is a part of
    abroad: bool | None  # none: not known where the content is


def suggest(
    *,
    threat: str,
    other_threats: Collection[str] = (),
    harms: Collection[str] = (),
    age_band: str = "",
    municipality: str = "",
    host_country: str = "",
    of: Profile | None = None,
) -> list[Suggestion]:
    """Institutions in the order of the rules, each once. `host_country` is an ISO 3166 code, empty when not known.

    Suggestions are for people, who decide; codes that the profile does not know simply match no rule.
    """
    of = of or profile()
    place = of.places_by_code.get(municipality)
    facts = _Facts(
        threats=frozenset({threat, *other_threats} - {""}),
        harms=frozenset(harms),
        age_band=age_band or "unknown",
        municipality=municipality if place else "",
        places=frozenset({place.code, place.part_of} - {""}) if place else frozenset(),
        abroad=host_country.upper() != of.centre.country_code if host_country else None,
    )
    found: dict[str, Suggestion] = {}
    for rule in of.competence:
        if not _holds(rule, facts):
            continue
        entry = _institution(rule, facts, of)
        if entry:
            found.setdefault(entry.code, Suggestion(institution=entry, rule=rule.code, reason=rule.reason))
    return list(found.values())


def _holds(rule: CompetenceRule, facts: _Facts) -> bool:
    return (
        (not rule.threats or not facts.threats.isdisjoint(rule.threats))
        and (not rule.harms or not facts.harms.isdisjoint(rule.harms))
        and (not rule.age_bands or facts.age_band in rule.age_bands)
        and (not rule.municipalities or not facts.places.isdisjoint(rule.municipalities))
        and (rule.host == "any" or facts.abroad is (rule.host == "abroad"))
    )


def _institution(rule: CompetenceRule, facts: _Facts, of: Profile) -> InstitutionEntry | None:
    """The rule's institution; of a local kind the one of the municipality; where that is unknown, the other one."""
    code = rule.institution
    if code.endswith(".*"):
        code = f"{code[:-2]}.{facts.municipality}" if facts.municipality else rule.otherwise
    return of.directory.get(code)
