"""Every page beside its translations: what is missing, what changed since it was translated."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from . import words
from .models import AdvicePage, CampaignPage, LibraryItem, NewsPage

SAME_SITTING = timedelta(minutes=2)  # both languages saved one after the other

KINDS: dict[str, Promise] = {
    "libraryitem": _("library"),
    "newspage": _("news"),
    "advicepage": _("advice"),
    "campaignpage": _("campaign"),
}
MISSING, DRAFT, PUBLISHED = "missing", "draft", "published"


@dataclass(frozen=True, slots=True)
class Version:
    """A page in one language. `behind`: another language was changed later."""

    language: str
    page_id: int | None
    title: str
    state: str
    changed_at: datetime | None
    behind: bool
    kind: str = ""


def side_by_side() -> list[list[Version]]:
    """For editors: a row for each page, a version for each language; those that need work first."""
    codes = [code for code, _name in words.locales()]
    found: dict[UUID, dict[str, tuple[int, str, bool, datetime | None]]] = {}
    kinds: dict[UUID, str] = {}
    pages = Page.objects.type(LibraryItem, NewsPage, AdvicePage, CampaignPage)
    rows = pages.order_by("-latest_revision_created_at", "pk").values_list(
        "translation_key", "locale__language_code", "pk", "title", "live", "latest_revision_created_at",
        "content_type__model",
    )  # fmt: skip
    for key, code, page_id, title, live, changed, model in rows:
        kinds[key] = str(KINDS.get(model, ""))
        found.setdefault(key, {})[code] = (page_id, title, live, changed)
    table = [_row(codes, versions, kinds[key]) for key, versions in found.items()]
    return sorted(table, key=lambda row: not any(version.behind or version.state == MISSING for version in row))


def _row(codes: list[str], versions: dict[str, tuple[int, str, bool, datetime | None]], kind: str) -> list[Version]:
    latest = max((changed for *_rest, changed in versions.values() if changed), default=None)
    row = []
    for code in codes:
        page_id, title, live, changed = versions.get(code, (None, "", False, None))
        state = MISSING if page_id is None else PUBLISHED if live else DRAFT
        behind = bool(latest and changed and latest - changed > SAME_SITTING)
        row.append(Version(code, page_id, title, state, changed, behind, kind))
    return row
