"""Whatever is done to the chain behind its back is found, and where."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.db import connection

from smartsafe import clock
from smartsafe.audit.actions import REPORTER, SYSTEM, record
from smartsafe.audit.models import Entry, Head
from smartsafe.audit.queries import entries, history, verify
from smartsafe.errors import NotAllowed
from smartsafe.people.actors import Actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain() -> int:
    for number in range(1, 11):
        record(SYSTEM if number % 2 else REPORTER, "contact.looked", "contact", f"object-{number % 3}", number=number)
    return 10


def found() -> list[tuple[int, str]]:
    return [(problem.sequence, problem.kind) for problem in verify().problems]


def test_a_chain_nobody_touched_is_whole(chain: int) -> None:
    verdict = verify()
    assert verdict.whole
    assert verdict.entries == chain


def test_an_empty_chain_is_whole() -> None:
    assert verify().whole


def test_the_time_zone_of_the_clock_does_not_matter() -> None:
    with clock.at(datetime(2026, 3, 4, 12, tzinfo=ZoneInfo("Europe/Belgrade"))):
        record(SYSTEM, "contact.looked", "contact", "x", pair=(1, 2))
    assert verify().whole


@pytest.mark.parametrize(
    "change",
    [{"details": {"number": 99}}, {"action": "contact.closed"}, {"object_id": "other"}, {"actor_kind": "person"}],
)
def test_an_altered_entry_is_found(chain: int, change: dict[str, object]) -> None:
    Entry.objects.filter(sequence=4).update(**change)
    assert found() == [(4, "altered")]


def test_an_entry_altered_together_with_its_hash_breaks_the_next_link(chain: int) -> None:
    from smartsafe.audit.chain import hash_of

    entry = Entry.objects.get(sequence=4)
    entry.details = {"number": 99}
    entry.hash = hash_of(entry)
    entry.save()
    assert found() == [(5, "reordered")]


def test_a_missing_entry_is_found(chain: int) -> None:
    Entry.objects.filter(sequence=6).delete()
    assert found() == [(6, "missing")]


def test_a_missing_beginning_is_found(chain: int) -> None:
    Entry.objects.filter(sequence__lte=2).delete()
    assert found() == [(1, "missing"), (2, "missing")]


def test_reordered_entries_are_found(chain: int) -> None:
    with connection.cursor() as cursor:
        for old, new in ((3, 1003), (7, 3), (1003, 7)):
            cursor.execute("UPDATE audit_entry SET sequence = %s WHERE sequence = %s", [new, old])
    assert found() == [(3, "reordered"), (7, "reordered")]


def test_an_end_that_was_cut_off_is_found(chain: int) -> None:
    Entry.objects.filter(sequence__gt=8).delete()
    assert found() == [(8, "cut")]


def test_an_altered_head_is_found(chain: int) -> None:
    Head.objects.update(hash=bytes(32))
    assert found() == [(10, "head")]


def test_an_end_cut_off_together_with_the_head_is_found_by_the_anchor(chain: int) -> None:
    noted = verify().head
    Entry.objects.filter(sequence__gt=8).delete()
    last = Entry.objects.get(sequence=8)
    Head.objects.update(sequence=8, hash=last.hash)
    assert verify().whole
    sequence, digest = noted.split(":")
    assert not verify(anchor=(int(sequence), digest)).whole


def test_the_command_tells_which_entry_and_fails(chain: int, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("audit", "verify")
    assert "whole: 10 entries" in capsys.readouterr().out
    Entry.objects.filter(sequence=4).update(action="other")
    with pytest.raises(SystemExit) as ended:
        call_command("audit", "verify")
    assert ended.value.code == 1
    assert "4" in capsys.readouterr().out


def test_entries_page_backwards_and_filter(chain: int, supervisor: Actor) -> None:
    lines, before = entries(supervisor, object_kind="contact", limit=4)
    assert [line.details["number"] for line in lines] == [10, 9, 8, 7]
    more, _ = entries(supervisor, object_kind="contact", limit=4, before=before)
    assert [line.details["number"] for line in more] == [6, 5, 4, 3]
    assert {line.object_id for line in entries(supervisor, object_kind="contact", object_id="object-1")[0]} == {
        "object-1"
    }
    assert len(history([("contact", "object-1"), ("contact", "object-2")])) == 7


def test_only_who_may_sees_the_audit(operator: Actor) -> None:
    with pytest.raises(NotAllowed):
        entries(operator)
