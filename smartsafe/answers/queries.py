"""What can be asked of the library. It knows no contact: who asks says what the matter is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Sum

from smartsafe import clock
from smartsafe.country.profile import profile
from smartsafe.errors import NotFound
from smartsafe.language.overlap import overlap, stems
from smartsafe.language.scripts import in_script
from smartsafe.people.actors import Actor
from smartsafe.people.queries import names

from .filling import fill
from .models import Use, Version
from .rules import ANY, APPROVED, AUDIENCE_OF, IN_FORCE, PROPOSED, SEE

# What counts how much when answers are suggested
SAME_THREAT, OTHER_THREAT, ANY_THREAT, SAME_AUDIENCE, ANY_AUDIENCE, WORDS = 6.0, 3.0, 1.0, 3.0, 1.0, 8.0
ENOUGH = 3.0  # less is not suggested
MOST = 300  # in use, in one language: more are not compared


@dataclass(frozen=True, slots=True)
class VersionView:
    """One version of an answer, as written: variables are left in."""

    answer_id: UUID
    language: str
    number: int
    status: str
    audience: str
    threats: list[str]
    title: str
    text: str
    proposed_by_id: UUID
    proposed_by: str
    proposed_at: datetime
    decided_by: str
    decided_at: datetime | None
    uses: int = 0  # of the answer, this month


@dataclass(frozen=True, slots=True)
class AnswerView:
    """An answer through its versions, newest first."""

    id: UUID
    language: str
    versions: list[VersionView]
    uses: list[tuple[date, int]]  # by month, newest first

    @property
    def in_force(self) -> VersionView | None:
        return next((one for one in self.versions if one.status in IN_FORCE), None)

    @property
    def proposed(self) -> VersionView | None:
        return next((one for one in self.versions if one.status == PROPOSED), None)

    @property
    def shown(self) -> VersionView:
        return self.in_force or self.versions[0]


@dataclass(frozen=True, slots=True)
class Suggested:
    """An answer filled in for one conversation, in its script."""

    id: UUID
    title: str  # in the reader's own script
    text: str
    language: str  # and script, in which the text stands
    fits: bool  # scored enough to be suggested; the rest are only offered


def languages() -> list[tuple[str, str]]:
    """(code, name) of the languages that answers are written in; others are derived from these."""
    return [(one.code, one.name) for one in profile().languages if not one.derived_from]


def written_in(language: str) -> str:
    """The language in which answers for a reader of that one are written."""
    known = {one.code: one for one in profile().languages}
    if language not in known:
        return profile().languages[0].code
    return known[language].derived_from or language


def audience_of(reporter_kind: str) -> str:
    """Whom to speak to, by the profile's kind of reporter."""
    return AUDIENCE_OF.get(reporter_kind, ANY)


def month_of(moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(profile().time_zone)).date().replace(day=1)


def library(
    viewer: Actor, *, status: str = APPROVED, threat: str = "", audience: str = "", language: str = ""
) -> list[VersionView]:
    """Versions of that status by title; those for any threat or anybody are among those of each."""
    viewer.need(SEE)
    found = Version.objects.filter(status=status).select_related("answer")
    if language:
        found = found.filter(answer__language=language)
    if audience:
        found = found.filter(audience__in=(audience, ANY))
    rows = [one for one in found if not threat or not one.threats or threat in one.threats]
    uses = dict(Use.objects.filter(month=month_of(clock.now())).values_list("answer_id", "count"))
    return _views(sorted(rows, key=lambda one: (one.title.casefold(), one.number)), uses)


def count_proposed(viewer: Actor) -> int:
    viewer.need(SEE)
    return Version.objects.filter(status=PROPOSED).count()


def empty(viewer: Actor) -> bool:
    """Whether nothing was ever proposed."""
    viewer.need(SEE)
    return not Version.objects.exists()


def answer_for(viewer: Actor, answer_id: UUID) -> AnswerView:
    """Raises NotFound."""
    viewer.need(SEE)
    rows = list(Version.objects.filter(answer_id=answer_id).select_related("answer").order_by("-number"))
    if not rows:
        raise NotFound()
    uses = list(Use.objects.filter(answer_id=answer_id).order_by("-month").values_list("month", "count"))
    return AnswerView(answer_id, rows[0].answer.language, _views(rows, {}), uses)


def _views(rows: Sequence[Version], uses: dict[UUID, int]) -> list[VersionView]:
    people = names([person for one in rows for person in (one.proposed_by_id, one.decided_by_id)])
    return [
        VersionView(
            one.answer_id, one.answer.language, one.number, one.status, one.audience, one.threats, one.title,
            one.text, one.proposed_by_id, people.get(one.proposed_by_id, ""), one.proposed_at,
            people.get(one.decided_by_id, "") if one.decided_by_id else "", one.decided_at,
            uses.get(one.answer_id, 0),
        )
        for one in rows
    ]  # fmt: skip


def used(viewer: Actor) -> list[tuple[date, int]]:
    """How often answers were taken, by month, newest first."""
    viewer.need(SEE)
    return list(Use.objects.values_list("month").annotate(total=Sum("count")).order_by("-month")[:24])


def suggest(
    viewer: Actor, *, threats: Sequence[str], audience: str, language: str, words: str, all_of_them: bool = False
) -> list[Suggested]:
    """Answers in use that fit, best first; with `all_of_them` also the others, behind those.

    `threats`: the main one first. `language`: the reader's. `words`: what was written; compared here and kept nowhere.
    """
    viewer.need(SEE)
    rows = Version.objects.filter(status=APPROVED, answer__language=written_in(language)).select_related("answer")
    asked = stems(words[:20_000])
    scored = [(_score(one, threats, audience, asked), one) for one in rows[:MOST]]
    scored.sort(key=lambda one: (-one[0], one[1].title))
    threat = next(iter(threats), "")
    return [
        Suggested(
            one.answer_id, one.title, _filled(viewer, one, language, threat), _spoken(one, language), score >= ENOUGH
        )
        for score, one in scored
        if all_of_them or score >= ENOUGH
    ]


def filled(viewer: Actor, answer_id: UUID, *, language: str, threat: str = "") -> str:
    """An answer in use as it would be sent to a reader of that language. Raises NotFound."""
    viewer.need(SEE)
    one = Version.objects.filter(answer_id=answer_id, status=APPROVED).select_related("answer").first()
    if one is None:
        raise NotFound()
    return _filled(viewer, one, language, threat)


def _filled(viewer: Actor, one: Version, language: str, threat: str) -> str:
    spoken = _spoken(one, language)
    text = in_script(one.text, spoken) if spoken != one.answer.language else one.text
    return fill(text, language=spoken, operator=viewer.name, threat=threat)


def _spoken(one: Version, language: str) -> str:
    """The reader's language where the answer is written in it or in what it derives from, else the answer's own."""
    return language if written_in(language) == one.answer.language else one.answer.language


def _score(one: Version, threats: Sequence[str], audience: str, asked: frozenset[str]) -> float:
    score = _by_threat(one.threats, threats)
    if one.audience == ANY or audience == ANY:
        score += ANY_AUDIENCE
    else:
        score += SAME_AUDIENCE if one.audience == audience else -SAME_THREAT
    return score + WORDS * overlap(asked, _told(f"{one.title} {one.text}"))


def _by_threat(of_answer: Iterable[str], threats: Sequence[str]) -> float:
    wanted = list(of_answer)
    if not wanted:
        return ANY_THREAT
    if threats and threats[0] in wanted:
        return SAME_THREAT
    return OTHER_THREAT if set(threats) & set(wanted) else -ANY_THREAT


@lru_cache(maxsize=1000)
def _told(text: str) -> frozenset[str]:
    """Kept for the library's own texts; what people wrote is compared and forgotten."""
    return stems(text)
