"""Make Wagtail ready: languages, one library in each, what editors and supervisors may do there."""

from typing import Any
from uuid import uuid4

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from smartsafe.audit.actions import Who, record
from smartsafe.people.actions.groups import group_of
from smartsafe.people.rules import CAPABILITIES, SUPERVISOR

from .. import words
from ..models import Edition, EditorialIndex, LibraryIndex

ON_PAGES = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
ON_FILES = (
    "add_document", "change_document", "choose_document", "add_image", "change_image", "choose_image",
)  # fmt: skip
Index = LibraryIndex | EditorialIndex
NAMES: dict[type[Index], tuple[str, str]] = {
    LibraryIndex: ("Library", "library"),
    EditorialIndex: ("News, advice, campaigns", "editorial"),
}


def once(actor: Who) -> None:
    """Where nobody has set the library up yet, whoever comes first does."""
    if EditorialIndex.objects.count() < len(words.locales()):
        set_up(actor)


@transaction.atomic
def set_up(actor: Who) -> None:
    """Harmless when done before: what is there stays. One at a time: whoever comes second waits, and finds it done."""
    Edition.objects.get_or_create(pk=1, defaults={"mark": uuid4()})
    Edition.objects.select_for_update().get(pk=1)
    indexes = [_index(kind, code) for code, _name in words.locales() for kind in (LibraryIndex, EditorialIndex)]
    _site(indexes[0])
    groups = [group_of(role) for role in CAPABILITIES["library.edit"]]
    for group in groups:
        _allow(group, [Page.objects.get(pk=index.pk) for index in indexes])
    _review([group for group in groups if group.name == SUPERVISOR], indexes)
    record(actor, "library.set_up", "library", "", languages=[code for code, _name in words.locales()])


def index_of(language: str) -> LibraryIndex:
    """The library in this language."""
    return LibraryIndex.objects.get(locale__language_code=language)


def editorial_index_of(language: str) -> EditorialIndex:
    """The place of news, advice and pages of campaigns in this language."""
    return EditorialIndex.objects.get(locale__language_code=language)


def _index(kind: type[LibraryIndex] | type[EditorialIndex], language: str) -> Index:
    locale, _made = Locale.objects.get_or_create(language_code=language)
    found = kind.objects.filter(locale=locale).first()
    if found is not None:
        return found
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root", locale=locale))
    first = kind.objects.first()
    title, slug = NAMES[kind]
    index = kind(title=f"{title} ({language})", slug=f"{slug}-{language}", locale=locale)
    if first is not None:
        index.translation_key = first.translation_key
    root.add_child(instance=index)
    return index


def _site(index: Index) -> None:
    """Wagtail's admin asks for a site; ours begins at the library."""
    if not Site.objects.exists():
        Site.objects.create(hostname="localhost", is_default_site=True, root_page=Page.objects.get(pk=index.pk))


def _review(groups: list[Group], indexes: list[Index]) -> None:
    """An editor may ask a supervisor to look before a page is published."""
    workflow, made = Workflow.objects.get_or_create(name="Review")
    if made:
        task = GroupApprovalTask.objects.create(name="A supervisor looks")
        task.groups.set(groups)
        WorkflowTask.objects.create(workflow=workflow, task=task)
    for index in indexes:
        WorkflowPage.objects.get_or_create(page=Page.objects.get(pk=index.pk), defaults={"workflow": workflow})


def _allow(group: Group, indexes: list[Any]) -> None:
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    translating = Permission.objects.filter(codename="submit_translation").first()
    if translating:
        group.permissions.add(translating)
    for permission in Permission.objects.filter(codename__in=ON_PAGES, content_type__app_label="wagtailcore"):
        for index in indexes:
            GroupPagePermission.objects.get_or_create(group=group, page=index, permission=permission)
    collection = Collection.get_first_root_node() or Collection.add_root(name="Root")
    for permission in Permission.objects.filter(codename__in=ON_FILES):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)
