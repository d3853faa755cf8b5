"""An editor says what readers find in the place of something that was withdrawn."""

from django.db import transaction
from wagtail.models import Page

from smartsafe.audit.actions import record
from smartsafe.people.actors import Actor

from ..errors import NoSuchItem
from ..models import LibraryItem, NewsPage, Withdrawn


@transaction.atomic
def replace(actor: Actor, *, line_id: int, page_id: int) -> None:
    """`page_id` 0: nothing replaces it. Raises NoSuchItem for a line or a page that is not there or not published."""
    actor.need("library.edit")
    line = Withdrawn.objects.select_for_update().filter(pk=line_id).first()
    page = Page.objects.live().type(LibraryItem, NewsPage).filter(pk=page_id).first() if page_id else None
    if line is None or (page_id and page is None):
        raise NoSuchItem()
    line.instead = page
    line.save(update_fields=["instead"])
    record(actor, "library.replaced", "page", page_id)
