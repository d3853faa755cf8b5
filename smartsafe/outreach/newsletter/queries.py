"""Issues for the desk with what came of them; sent ones for everybody."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import get_language

from smartsafe.country.profile import Text, profile
from smartsafe.country.profile.languages import Languages
from smartsafe.errors import NotFound
from smartsafe.people.actors import Actor

from .. import words
from .composing import Block, blocks
from .models import Issue, Subscriber
from .rules import AUDIENCES, DRAFT, EDIT, STATUSES


@dataclass(frozen=True, slots=True)
class IssueView:
    id: UUID
    subject: Text
    words: Text
    audience: str
    audience_name: str | Promise
    status: str
    status_name: str | Promise
    changed_at: datetime
    sent_at: datetime | None
    letters: int
    taken: int
    refused: int
    failed: int

    @property
    def waiting(self) -> int:
        return max(0, self.letters - self.taken - self.refused - self.failed)

    def blocks_in(self, language: str) -> list[Block]:
        return blocks(self.words.in_language(language), language)

    @property
    def blocks(self) -> list[Block]:
        """In the active language."""
        return self.blocks_in(get_language() or profile().languages[0].code)

    @property
    def lang(self) -> str:
        """The lang attribute within the reader's page; empty when it was written in the reader's language."""
        reader = Languages(profile().languages).get(get_language() or "") or profile().languages[0]
        if self.words.written & {reader.code, reader.derived_from}:
            return ""
        instead = next((one for one in profile().languages if one.code == reader.falls_back_to), profile().languages[0])
        return instead.lang

    @property
    def beginning(self) -> str:
        """The first words, for lists and feeds."""
        text = next((" ".join(one.lines) for one in self.blocks if one.kind == "text"), "")
        return text if len(text) <= 240 else f"{text[:239].rsplit(' ', 1)[0]}…"


def _view(row: Issue) -> IssueView:
    return IssueView(
        row.id, words.spoken(row.subject), words.spoken(row.words), row.audience, AUDIENCES.get(row.audience, ""),
        row.status, STATUSES[row.status], row.changed_at, row.sent_at, row.letters, row.taken, row.refused, row.failed,
    )  # fmt: skip


def issues(viewer: Actor) -> list[IssueView]:
    """Drafts first, then the latest."""
    viewer.need(EDIT)
    drafts = Issue.objects.filter(status=DRAFT).order_by("-changed_at")[:50]
    sent = Issue.objects.exclude(status=DRAFT).order_by("-sent_at")[:100]
    return [_view(row) for row in (*drafts, *sent)]


def issue(viewer: Actor, issue_id: UUID) -> IssueView:
    """Raises NotFound."""
    viewer.need(EDIT)
    row = Issue.objects.filter(pk=issue_id).first()
    if row is None:
        raise NotFound()
    return _view(row)


@dataclass(frozen=True, slots=True)
class Readers:
    """How many confirmed; nothing about anybody."""

    total: int
    waiting: int
    by_language: list[tuple[str, int]]
    by_audience: list[tuple[str | Promise, int]]


def readers(viewer: Actor) -> Readers:
    viewer.need(EDIT)
    confirmed = Subscriber.objects.filter(confirmed_at__isnull=False)
    languages: Counter[str] = Counter()
    audiences: Counter[str] = Counter()
    for language, audience, number in confirmed.values_list("language", "audience").annotate(n=Count("pk")):
        languages[language] += number
        audiences[audience] += number
    return Readers(
        sum(languages.values()),
        Subscriber.objects.filter(confirmed_at=None).count(),
        [(one.name, languages[one.code]) for one in profile().languages],
        [(name, audiences[code]) for code, name in AUDIENCES.items()],
    )


def published() -> list[IssueView]:
    """What was sent, the latest first."""
    return [_view(row) for row in Issue.objects.exclude(sent_at=None).order_by("-sent_at")[:100]]


def published_issue(issue_id: UUID) -> IssueView:
    """Raises NotFound."""
    row = Issue.objects.filter(pk=issue_id).exclude(sent_at=None).first()
    if row is None:
        raise NotFound()
    return _view(row)
