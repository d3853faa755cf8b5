"""Keeping, looking, purging."""

import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from smartsafe import clock
from smartsafe.audit.models import Entry
from smartsafe.errors import Invalid, NotAllowed
from smartsafe.evidence import actions, queries, rules, store
from smartsafe.evidence.errors import EmptyFile, Purged
from smartsafe.evidence.models import Item, Look
from smartsafe.evidence.tasks import forget_unclaimed_files
from smartsafe.people.actors import Actor
from smartsafe.vault.sealing import CannotOpen, RecordKey
from tests.factories.evidence import a_picture, an_item, an_upload

pytestmark = pytest.mark.django_db


def somebody(role: str = "operator") -> Actor:
    return Actor(id=uuid.uuid4(), name="", roles=frozenset([role]))


def test_what_was_kept_can_be_read_with_its_key_alone() -> None:
    content = a_picture(40, 40)
    item, key = actions.keep_bytes("слика.jpg", content)
    told = queries.facts(item, key)
    assert (told.name, told.content_type, told.size, told.media) == ("слика.jpg", "image/png", len(content), "image")
    assert told.disagreement == "jpg"
    assert b"".join(queries.content(item, key)) == content
    with pytest.raises(CannotOpen):
        queries.facts(item, RecordKey.new())
    with pytest.raises(CannotOpen):
        list(queries.content(item, RecordKey.new()))


def test_altered_bytes_do_not_open() -> None:
    item, key = an_item()
    path = Path(default_storage.path(item.stored_name))
    path.write_bytes(path.read_bytes()[:-1] + b"\0")
    with pytest.raises(CannotOpen):
        list(queries.content(item, key))


def test_a_refused_file_is_not_kept() -> None:
    with pytest.raises(EmptyFile):
        actions.keep(an_upload(content=b""))
    assert not Item.objects.exists()


@pytest.mark.parametrize("role", ["operator", "analyst", "supervisor", "officer"])
def test_a_look_is_counted_and_written_down(role: str) -> None:
    item, key = an_item()
    person, contact = somebody(role), uuid.uuid4()
    actions.look(person, item_id=item.id, key=key, reason="assess", shown_in=("contact", contact))
    entry = Entry.objects.get()
    assert (entry.action, entry.object_kind, entry.object_id) == ("evidence.looked", "contact", str(contact))
    assert queries.looks_today(person.id) == 1
    with clock.at(clock.now() + timedelta(days=1)):
        assert queries.looks_today(person.id) == 0
    assert queries.looks_at(item.id)[0][2] == "assess"


def test_a_look_needs_a_reason_a_right_and_the_key() -> None:
    item, key = an_item()
    shown_in = ("contact", uuid.uuid4())
    with pytest.raises(Invalid):
        actions.look(somebody(), item_id=item.id, key=key, reason="because", shown_in=shown_in)
    with pytest.raises(NotAllowed):
        actions.look(somebody("educator"), item_id=item.id, key=key, reason="assess", shown_in=shown_in)
    with pytest.raises(CannotOpen):
        actions.look(somebody(), item_id=item.id, key=RecordKey.new(), reason="assess", shown_in=shown_in)
    assert not Look.objects.exists()


def test_purged_content_is_gone_for_good(django_capture_on_commit_callbacks) -> None:  # type: ignore[no-untyped-def]
    item, key = an_item()
    name = item.stored_name
    with django_capture_on_commit_callbacks(execute=True):
        actions.purge(item.id)
        actions.purge(item.id)
    assert not default_storage.exists(name)
    item.refresh_from_db()
    with pytest.raises(Purged):
        queries.facts(item, key)
    with pytest.raises(Purged):
        queries.content(item, key)


def test_files_of_failed_requests_are_forgotten_after_some_hours() -> None:
    left, claimed = store.SealedFile(), an_item()[0]
    left.finish()
    assert left.name not in list(store.unclaimed(older_than=timedelta(hours=6)))
    with clock.at(clock.now() + timedelta(hours=7)):
        forget_unclaimed_files.enqueue()
    assert not default_storage.exists(left.name)
    assert default_storage.exists(claimed.stored_name)


def test_a_pause_is_suggested_every_tenth_look() -> None:
    assert [count for count in range(31) if rules.suggest_pause(count)] == [10, 20, 30]
