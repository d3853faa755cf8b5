"""Where Wagtail's admin calls us when a page goes. Loaded only where that admin is installed.

What is published enters the chain in `LibraryItem.publish`, what runs out in `tasks.publish_scheduled`.
"""

from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.models import Page

from smartsafe.people.actors import Actor
from smartsafe.people.models import Person
from smartsafe.people.queries import actor_of

from . import access
from .actions import publishing


def _who(request: HttpRequest) -> Actor:
    return actor_of(cast(Person, request.user))  # the door lets nobody in who is not signed in


@hooks.register("register_admin_menu_item")
def translations() -> MenuItem:
    return MenuItem(_("Translations"), reverse("library_translations"), icon_name="globe", order=150)


@hooks.register("register_admin_menu_item")
def withdrawn() -> MenuItem:
    return MenuItem(_("Withdrawn"), reverse("library_withdrawn"), icon_name="link", order=160)


class Checker(ContentCheckerItem):
    """Wagtail's checker, which also knows links whose words say nothing (`access.py` refuses them at publishing)."""

    _says_nothing = "link-text-says-nothing"
    axe_run_only = [*ContentCheckerItem.axe_run_only, "image-alt", _says_nothing]
    axe_custom_rules = [
        *ContentCheckerItem.axe_custom_rules,
        {
            "id": _says_nothing, "impact": "serious", "selector": ".reading-text a[href]", "tags": ["best-practice"],
            "none": [_says_nothing], "enabled": True,
        },
    ]  # fmt: skip
    axe_custom_checks = [
        *ContentCheckerItem.axe_custom_checks,
        {
            "id": _says_nothing,
            "evaluate": "matches-definition-evaluate",
            "options": {"matcher": {"accessibleName": access.NOTHING_SAID}},
        },
    ]
    axe_messages = {
        **ContentCheckerItem.axe_messages,
        "image-alt": {"error_name": _("A picture has no words"), "help_text": access.NO_ALT},
        _says_nothing: {
            "error_name": _("A link does not say where it leads"),
            "help_text": _("Link the words that say where it leads, not “here”"),
        },
    }


@hooks.register("construct_wagtail_userbar")
def check_links_too(request: HttpRequest, items: list[Any], page: Any) -> None:
    items[:] = [Checker(in_editor=one.in_editor) if isinstance(one, ContentCheckerItem) else one for one in items]


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
