"""Where Wagtail's admin calls us when a page goes. Loaded only where that admin is installed.

What is published enters the chain in `LibraryItem.publish`, what runs out in `tasks.publish_scheduled`.
"""

from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from smartsafe.people.actors import Actor
from smartsafe.people.models import Person
from smartsafe.people.queries import actor_of

from .actions import publishing


def _who(request: HttpRequest) -> Actor:
    return actor_of(cast(Person, request.user))  # the door lets nobody in who is not signed in


@hooks.register("register_admin_menu_item")
def translations() -> MenuItem:
    return MenuItem(_("Translations"), reverse("library_translations"), icon_name="globe", order=150)


@hooks.register("after_unpublish_page")
@hooks.register("after_delete_page")
def taken_down(request: HttpRequest, page: Any) -> None:
    publishing.taken_down(_who(request), page_id=page.pk)


@hooks.register("after_bulk_action")
def many_at_once(request: HttpRequest, action: str, things: Any, bulk_action: Any) -> None:
    """Wagtail's lists let an editor tick several pages, or documents, which are no pages."""
    for thing in things:
        if action in ("unpublish", "delete") and isinstance(thing, Page):
            publishing.taken_down(_who(request), page_id=thing.pk)
