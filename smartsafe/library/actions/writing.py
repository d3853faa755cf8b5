"""A page of editors as it comes from a file: written and published at once, through Wagtail's own pages."""

from typing import Any
from uuid import UUID

from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import Who, record

from ..access import problems
from ..errors import NotForReaders
from ..models import AdvicePage, CampaignPage, NewsPage
from ..plain_text import blocks_of
from . import setting_up

KINDS: dict[str, type[Any]] = {page.kind: page for page in (NewsPage, AdvicePage, CampaignPage)}


@transaction.atomic
def write(
    actor: Who, *, kind: str, language: str, title: str, summary: str, text: str, key: UUID | None = None, **facts: Any
) -> UUID:
    """What it is in every language: the `key` for its translations. Raises NotForReaders, ValueError for the text."""
    setting_up.once(actor)
    index = setting_up.editorial_index_of(language)
    page = KINDS[kind](
        title=title, locale=index.locale, summary=summary, body=list(blocks_of(text)), search_description=summary,
        first_published_at=clock.now(), last_published_at=clock.now(), **facts,
    )  # fmt: skip
    if key is not None:
        page.translation_key = key
    if wrong := problems(page):
        raise NotForReaders(why=" ".join(wrong))
    index.add_child(instance=page)
    revision = page.save_revision(clean=False, changed=False)
    type(page).objects.filter(pk=page.pk).update(live_revision=revision)
    record(actor, "library.published", "page", page.pk)
    found: UUID = page.translation_key
    return found
