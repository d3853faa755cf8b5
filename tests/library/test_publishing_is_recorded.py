"""Whatever appears in public or goes from it is in the chain, with who did it; and nothing else is."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Workflow

from smartsafe.audit.models import Entry
from smartsafe.library.models import LibraryItem
from smartsafe.library.tasks import publish_scheduled
from smartsafe.people.actors import Actor
from smartsafe.people.models import Person
from tests.factories import people
from tests.factories.library import a_file, an_item

pytestmark = pytest.mark.django_db


def recorded() -> list[tuple[str, str]]:
    return list(
        Entry.objects.filter(action__in=["library.published", "library.unpublished"])
        .order_by("pk").values_list("action", "actor_id")
    )  # fmt: skip


def test_an_editor_publishes_and_takes_down(vault: str, client_of: Callable[[Actor], Client]) -> None:
    editor = people.a_person("editor")
    item, client = an_item(), client_of(editor)
    item.save_revision()
    client.post(f"/cms/bulk/wagtailcore/page/unpublish/?id={item.pk}")
    client.post(f"/cms/bulk/wagtailcore/page/publish/?id={item.pk}")
    assert [verb for verb, _who in recorded()] == ["library.unpublished", "library.published"]
    assert {str(who) for _verb, who in recorded()} == {str(editor.id)}
    document = a_file(item).document
    client.post(f"/cms/bulk/library/librarydocument/delete/?id={document.pk}")
    assert len(recorded()) == 2


def test_an_approval_publishes_in_the_name_of_who_approved(vault: str) -> None:
    supervisor = people.a_person("supervisor")
    item = an_item(live=False)
    item.save_revision()
    state = Workflow.objects.get().start(item, Person.objects.get(id=people.a_person("editor").id))
    state.current_task_state.approve(user=Person.objects.get(id=supervisor.id))
    assert LibraryItem.objects.get().live
    assert [(verb, str(who)) for verb, who in recorded()] == [("library.published", str(supervisor.id))]


def test_the_schedule_publishes_and_takes_down() -> None:
    item = an_item(live=False, go_live_at=timezone.now() + timedelta(days=1))
    revision = item.save_revision()
    revision.publish()
    assert recorded() == []
    past = (timezone.now() - timedelta(minutes=1)).isoformat()
    revision.content |= {"go_live_at": past}
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.save(update_fields=["content", "approved_go_live_at"])
    publish_scheduled.call()
    assert [verb for verb, _who in recorded()] == ["library.published"]
    LibraryItem.objects.update(expire_at=timezone.now() - timedelta(minutes=1))
    publish_scheduled.call()
    publish_scheduled.call()
    assert [verb for verb, _who in recorded()] == ["library.published", "library.unpublished"]
