"""References between the parts of a profile: every code that is named somewhere exists."""

from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo, available_timezones

import holidays

from .faults import Path
from .whole import Profile

Found = Iterator[tuple[Path, str]]
LISTS = (
    "services", "channels", "harms", "places_of_harm", "reporter_kinds", "age_bands", "genders", "urgencies",
    "outcomes_of_contact", "progress", "referral_outcomes", "involved_roles", "insafe_topics", "threats",
    "legal_hints", "institutions", "competence", "districts",
)  # fmt: skip
# Codes that the rules of the house speak of, so every profile has them.
NEEDED = {
    "services": {"helpline", "hotline", "education"},
    "channels": {"phone", "form"},
    "reporter_kinds": {"child", "unknown"},
    "age_bands": {"unknown"},
    "genders": {"unknown"},
    "places_of_harm": {"other", "unknown"},
    "urgencies": {"immediate", "high", "normal", "low"},
    "outcomes_of_contact": {"advised", "case_opened", "merged", "redirected", "silent", "prank", "wrong_number",
                            "test"},
    "progress": {"received", "handling", "institution", "concluded"},
    "threats": {"other"},
}  # fmt: skip


def check(profile: Profile) -> Found:
    """(place, problem) of everything that does not fit together, in the order in which to mend it."""
    yield from _once(profile)
    yield from _needed(profile)
    yield from _time(profile)
    yield from _threats(profile)
    yield from _competence(profile)
    yield from _advice(profile)


def _once(profile: Profile) -> Found:
    for name in LISTS:
        seen: set[str] = set()
        for position, one in enumerate(getattr(profile, name)):
            if one.code in seen:
                yield (name, position, "code"), f"“{one.code}” is there twice"
            seen.add(one.code)
    twice = [(kind.code, kind.within) for kind in profile.local_kinds]
    for position, key in enumerate(twice):
        if key in twice[:position]:
            yield ("local_kinds", position, "code"), f"“{key[0]}” is there twice"
    seen = set()
    for at, district in enumerate(profile.districts):
        for position, one in enumerate(district.municipalities):
            for code in (one.code, *(part.code for part in one.parts)):
                if code in seen:
                    yield ("districts", at, "municipalities", position), f"“{code}” is there twice"
                seen.add(code)


def _needed(profile: Profile) -> Found:
    for name, codes in NEEDED.items():
        missing = sorted(codes - {one.code for one in getattr(profile, name)})
        if missing:
            yield (name,), f"“{missing[0]}” is missing"
    written = {language.code for language in profile.languages}
    if profile.letter_language not in written:
        yield ("letter_language",), f"“{profile.letter_language}” is not a language of this profile"
    urgencies = {one.code for one in profile.urgencies}
    yield from _known(("deadlines", "first_reply"), profile.deadlines.first_reply, urgencies, "an urgency")
    for code in sorted(urgencies - profile.deadlines.first_reply.keys()):
        yield ("deadlines", "first_reply"), f"“{code}” is missing"
    yield from _known(("deadlines", "resolution"), profile.deadlines.resolution, urgencies, "an urgency")
    for name in ("first_reply", "resolution"):
        for code, hours in getattr(profile.deadlines, name).items():
            if not 0 < hours <= 1000:
                yield ("deadlines", name, code), "must be more than 0 and at most 1000 working hours"


def _known(place: Path, named: Iterable[str], known: Iterable[str], what: str) -> Found:
    for code in named:
        if code not in known:
            yield place, f"“{code}” is not {what} of this profile"


def _time(profile: Profile) -> Found:
    if profile.time_zone not in available_timezones():
        yield ("time_zone",), f"“{profile.time_zone}” is not a time zone"
    else:
        ZoneInfo(profile.time_zone)
    country = profile.holidays.country
    if country and country not in holidays.list_supported_countries():
        yield ("holidays", "country"), f"the library of holidays does not know “{country}”"
    for position, day in enumerate(profile.holidays.yearly):
        if day.day > (29 if day.month == 2 else 30 if day.month in (4, 6, 9, 11) else 31):
            yield ("holidays", "yearly", position), "there is no such day"


def _threats(profile: Profile) -> Found:
    harms, services = profile.codes("harms"), profile.codes("services")
    topics, urgencies = profile.codes("insafe_topics"), profile.codes("urgencies")
    hints = {hint.code for hint in profile.legal_hints}
    for position, threat in enumerate(profile.threats):
        at: Path = ("threats", position)
        yield from _known((*at, "harms"), threat.harms, harms, "a harm")
        yield from _known((*at, "service"), [threat.service], services, "a service")
        yield from _known((*at, "insafe"), [threat.insafe], topics, "an Insafe topic")
        yield from _known((*at, "urgency"), [threat.urgency], urgencies, "an urgency")
        yield from _known((*at, "legal"), threat.legal, hints, "a legal hint")


def _competence(profile: Profile) -> Found:
    threats, harms, ages = profile.codes("threats"), profile.codes("harms"), profile.codes("age_bands")
    places = {place.code for place in profile.municipalities}
    kinds = {kind.code for kind in profile.local_kinds}
    for position, entry in enumerate(profile.institutions):
        if entry.municipality:
            yield from _known(("institutions", position, "municipality"), [entry.municipality], places,
                              "a municipality")  # fmt: skip
    for position, kind in enumerate(profile.local_kinds):
        if kind.within:
            yield from _known(("local_kinds", position, "within"), [kind.within], places, "a municipality")
    for position, rule in enumerate(profile.competence):
        at: Path = ("competence", position)
        yield from _known((*at, "threats"), rule.threats, threats, "a threat")
        yield from _known((*at, "harms"), rule.harms, harms, "a harm")
        yield from _known((*at, "age_bands"), rule.age_bands, ages, "an age band")
        yield from _known((*at, "municipalities"), rule.municipalities, places, "a municipality")
        if rule.institution.endswith(".*"):
            yield from _known((*at, "institution"), [rule.institution[:-2]], kinds, "a local kind of institution")
        else:
            yield from _known((*at, "institution"), [rule.institution], profile.directory, "an institution")
        if rule.otherwise:
            yield from _known((*at, "otherwise"), [rule.otherwise], profile.directory, "an institution")


def _advice(profile: Profile) -> Found:
    threats = profile.codes("threats")
    for code, advice in profile.advice.items():
        yield from _known(("advice", code, "related"), advice.related, threats, "a threat")
        if code not in threats:
            yield ("advice", code), f"there is no threat “{code}”"
        if code in advice.related:
            yield ("advice", code, "related"), "an advice page cannot be related to itself"
    for code in sorted(threats - profile.advice.keys()):
        yield ("advice", code), "the threat has no advice"
