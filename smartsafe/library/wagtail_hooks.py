"""Where Wagtail's admin calls us. Loaded only where that admin is installed."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from smartsafe.people.queries import actor_of

from .actions import publishing


@hooks.register("register_admin_menu_item")
def translations() -> MenuItem:
    return MenuItem(_("Translations"), reverse("library_translations"), icon_name="globe", order=150)


@hooks.register("after_publish_page")
def published(request: HttpRequest, page: Any) -> None:
    publishing.published(actor_of(request.user), page_id=page.pk)  # type: ignore[arg-type]


@hooks.register("after_unpublish_page")
@hooks.register("after_delete_page")
def taken_down(request: HttpRequest, page: Any) -> None:
    publishing.taken_down(actor_of(request.user), page_id=page.pk)  # type: ignore[arg-type]


@hooks.register("after_bulk_action")
def many_at_once(request: HttpRequest, action: str, pages: Any, bulk_action: Any) -> None:
    """Wagtail's list lets an editor tick several pages."""
    done = {"publish": publishing.published, "unpublish": publishing.taken_down, "delete": publishing.taken_down}
    for page in pages:
        if action in done:
            done[action](actor_of(request.user), page_id=page.pk)  # type: ignore[arg-type]
