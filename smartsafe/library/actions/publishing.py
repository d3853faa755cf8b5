"""What Wagtail's admin has just done is entered in our chain, and search follows."""

from django.db import transaction

from smartsafe.audit.actions import Who, record

from ..searching.entries import settle


@transaction.atomic
def published(actor: Who, *, page_id: int) -> None:
    settle()
    record(actor, "library.published", "page", page_id)


@transaction.atomic
def taken_down(actor: Who, *, page_id: int) -> None:
    """Unpublished or deleted."""
    settle()
    record(actor, "library.unpublished", "page", page_id)
