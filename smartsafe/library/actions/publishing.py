"""What Wagtail's admin has just done is entered in our chain, and search follows."""

from django.db import transaction

from smartsafe.audit.actions import Who, record

from ..searching.entries import new_edition, settle


@transaction.atomic
def published(actor: Who, *, page_id: int) -> None:
    _follow()
    record(actor, "library.published", "page", page_id)


@transaction.atomic
def taken_down(actor: Who, *, page_id: int) -> None:
    """Unpublished or deleted."""
    _follow()
    record(actor, "library.unpublished", "page", page_id)


def _follow() -> None:
    """Search keeps items alone; what is kept of other pages (the sitemap) looks at the edition."""
    if not settle():
        new_edition()
