"""One person who came by several ways: one conversation at the desk, each code with its own; and apart again."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from smartsafe import clock
from smartsafe.audit.models import Entry
from smartsafe.contacts import queries
from smartsafe.contacts.actions import arriving, handling, reporting
from smartsafe.contacts.actions.reporting import Conversation
from smartsafe.contacts.errors import NotNow
from smartsafe.contacts.models import Contact, Message
from smartsafe.contacts.reporter_queries import conversation_view
from smartsafe.evidence.queries import content
from smartsafe.notifications.models import Notice
from smartsafe.people.actors import Actor
from tests.factories.contacts import a_report

pytestmark = pytest.mark.django_db


def fresh(contact: Contact) -> Contact:
    return Contact.objects.get(pk=contact.pk)


def by_code(code: str) -> Conversation:
    opened = reporting.open_conversation(code)
    assert opened
    return opened


def words_behind(code: str) -> list[str]:
    return [one.text for one in conversation_view(by_code(code)).messages]


def words_at_desk(viewer: Actor, contact: Contact) -> list[str]:
    return [one.text for one in queries.conversation(viewer, contact.pk)]


def test_a_merged_conversation_is_one_timeline_in_true_order(operator: Actor) -> None:
    (first_code, first), (second_code, second) = a_report(text="форма 1"), a_report(channel="chat", text="ћаскање 2")
    letter = arriving.begin(operator, channel="email", text="писмо 0", at=clock.now() - timedelta(hours=1))
    mail = Contact.objects.get(pk=letter.contact_id)
    with clock.at(clock.now() + timedelta(minutes=1)):
        reporting.write_more(by_code(first_code.code), text="форма 3")
        handling.merge(operator, contact_id=second.pk, into_id=first.pk)
        handling.merge(operator, contact_id=mail.pk, into_id=first.pk)
    with clock.at(clock.now() + timedelta(minutes=2)):
        reporting.write_more(by_code(second_code.code), text="ћаскање 4")
        late = clock.now() - timedelta(seconds=90)
        arriving.hear(operator, contact_id=mail.pk, channel="email", text="писмо 2½", at=late, files=[("а.txt", b"x")])
    told = queries.conversation(operator, first.pk)
    assert [one.text for one in told] == ["писмо 0", "форма 1", "ћаскање 2", "писмо 2½", "форма 3", "ћаскање 4"]
    assert [one.channel for one in told] == ["email", "form", "chat", "email", "form", "chat"]
    assert [one.number for one in told[:3]] == [mail.number, first.number, second.number]
    assert [one.at for one in told] == sorted(one.at for one in told)
    owner, key = queries.attachment_key(operator, told[3].attachments[0].item_id)
    assert owner == mail.pk
    item = Message.objects.get(pk=told[3].id).attachments.get().item
    assert b"".join(content(item, key)) == b"x"
    assert words_at_desk(operator, mail) == ["писмо 0", "писмо 2½"], "its own page shows its own words"


def test_what_is_merged_stays_merged_when_its_reporter_writes(operator: Actor) -> None:
    (_, first), (code, second) = a_report(text="1"), a_report(text="2")
    handling.merge(operator, contact_id=second.pk, into_id=first.pk)
    handling.close(operator, contact_id=first.pk, outcome="advised")
    assert conversation_view(by_code(code.code)).closed
    assert fresh(second).progress == "concluded"
    reporting.write_more(by_code(code.code), text="Још нешто")
    assert (fresh(second).status, fresh(second).merged_into_id) == ("closed", first.pk)
    assert (fresh(first).status, fresh(first).unread, fresh(first).outcome) == ("in_progress", True, "")
    assert not conversation_view(by_code(code.code)).closed
    handling.look(operator, contact_id=first.pk)
    assert not fresh(first).unread
    assert not Message.objects.filter(kind="from_reporter", read_at=None).exists()
    looked = Entry.objects.filter(action="contact.looked").values_list("object_id", flat=True)
    assert set(looked) == {str(first.pk), str(second.pk)}


@pytest.mark.parametrize("deed", [reporting.tell_danger, reporting.ask_withdrawal])
def test_danger_and_withdrawal_told_behind_a_merged_code_are_seen(
    supervisor: Actor, deed: Callable[[Conversation], None]
) -> None:
    (_, first), (code, second) = a_report(), a_report()
    handling.merge(supervisor, contact_id=second.pk, into_id=first.pk)
    deed(by_code(code.code))
    assert fresh(first).danger or fresh(first).wants_withdrawal
    if fresh(first).danger:
        handling.acknowledge_danger(supervisor, contact_id=first.pk)
        deed(by_code(code.code))
        assert fresh(first).danger_acknowledged_at is None, "told again, it waits again"


def test_a_closed_contact_can_be_merged_and_what_is_open_stays_open(operator: Actor) -> None:
    (_, old), (_, new) = a_report(), a_report()
    handling.close(operator, contact_id=old.pk, outcome="advised")
    handling.merge(operator, contact_id=new.pk, into_id=old.pk)
    assert (fresh(old).status, fresh(old).outcome, fresh(old).progress) == ("in_progress", "", "handling")
    _, third = a_report()
    handling.close(operator, contact_id=third.pk, outcome="advised")
    handling.merge(operator, contact_id=third.pk, into_id=old.pk)
    assert (fresh(third).outcome, fresh(third).merged_into_id) == ("merged", old.pk)
    for stuck in (handling.merge, handling.reopen):
        with pytest.raises(NotNow):
            stuck(operator, contact_id=third.pk, **({"into_id": new.pk} if stuck is handling.merge else {}))  # type: ignore[operator]


def test_separated_it_is_what_it_was_with_all_that_came_meanwhile(operator: Actor) -> None:
    (first_code, first), (code, second) = a_report(text="прва"), a_report(text="друга")
    handling.merge(operator, contact_id=second.pk, into_id=first.pk)
    handling.tell_progress(operator, contact_id=first.pk, progress="concluded", told_outcome="content_removed")
    reporting.write_more(by_code(code.code), text="још друге")
    apart = handling.separate(operator, contact_id=second.pk)
    assert (apart.status, apart.outcome, apart.merged_into_id, apart.unread) == ("in_progress", "", None, True)
    assert (apart.progress, apart.told_outcome) == ("received", ""), "the other's outcome is taken back"
    assert words_at_desk(operator, first) == ["прва"]
    assert words_at_desk(operator, second) == ["друга", "још друге"]
    assert words_behind(first_code.code) == ["прва"]
    assert words_behind(code.code) == ["друга", "још друге"]
    with pytest.raises(NotNow):
        handling.separate(operator, contact_id=second.pk)
    assert Entry.objects.filter(action="contact.separated", object_id=str(second.pk)).count() == 1


def test_progress_told_to_one_is_told_to_the_whole_conversation(operator: Actor) -> None:
    (_, first), (_, second), (_, third) = a_report(), a_report(), a_report()
    for one in (second, third):
        handling.merge(operator, contact_id=one.pk, into_id=first.pk)
    handling.tell_progress(operator, contact_id=third.pk, progress="institution")
    assert {fresh(one).progress for one in (first, second, third)} == {"institution"}


def test_a_danger_that_still_waits_is_not_silenced_by_one_acknowledged_before(supervisor: Actor) -> None:
    (_, first), (_, second) = a_report(danger=True), a_report(danger=True)
    handling.acknowledge_danger(supervisor, contact_id=first.pk)
    handling.merge(supervisor, contact_id=second.pk, into_id=first.pk)
    assert (fresh(first).danger, fresh(first).danger_acknowledged_at) == (True, None)
    assert Notice.objects.filter(kind="contact.danger", object_id=second.pk, seen_at=None).exists()
    handling.acknowledge_danger(supervisor, contact_id=first.pk)
    assert not Notice.objects.filter(kind="contact.danger", seen_at=None).exists()


def test_what_was_merged_earlier_comes_back_with_what_it_was_merged_into(operator: Actor) -> None:
    (_, a), (code, b), (_, c), (_, d) = (a_report(text=text) for text in "абцд")
    for one, into in ((b, a), (a, c), (c, d)):
        handling.merge(operator, contact_id=one.pk, into_id=into.pk)
    handling.tell_progress(operator, contact_id=d.pk, progress="concluded", told_outcome="content_removed")
    handling.separate(operator, contact_id=c.pk)
    assert {fresh(one).merged_into_id for one in (a, b)} == {c.pk}
    handling.separate(operator, contact_id=a.pk)
    assert (fresh(a).merged_into_id, fresh(b).merged_into_id) == (None, a.pk)
    assert (fresh(b).progress, fresh(b).told_outcome) == (fresh(a).progress, "")
    reporting.write_more(by_code(code.code), text="б опет")
    assert fresh(a).unread
    assert words_at_desk(operator, a) == ["а", "б", "б опет"]
    assert (fresh(handling.separate(operator, contact_id=b.pk)).merged_into_id, fresh(a).merged_into_id) == (None, None)


def test_from_whichever_end_the_whole_conversation_is_locked_first(operator: Actor) -> None:
    (_, first), (code, second) = a_report(), a_report()
    handling.merge(operator, contact_id=second.pk, into_id=first.pk)
    conversation = by_code(code.code)
    for deed in (
        lambda: reporting.write_more(conversation, text="Још"),
        lambda: arriving.hear(operator, contact_id=second.pk, channel="email", text="Још"),
        lambda: handling.add_note(operator, contact_id=first.pk, text="Белешка"),
    ):
        with CaptureQueriesContext(connection) as asked:
            deed()
        told = [one["sql"] for one in asked if "contacts_contact" in one["sql"]]
        whole = next(n for n, sql in enumerate(told) if '"merged_into_id" IN' in sql and first.pk.hex in _plain(sql))
        assert not any("FOR UPDATE" in sql or sql.startswith(("UPDATE", "INSERT")) for sql in told[:whole])


def _plain(sql: str) -> str:
    return sql.replace("-", "")


def test_an_unanswered_contact_still_waits_in_one_that_was_answered(operator: Actor) -> None:
    (_, first), (_, second) = a_report(), a_report()
    handling.reply(operator, contact_id=first.pk, text="Одговор")
    handling.assign(operator, contact_id=first.pk)
    handling.assign(operator, contact_id=second.pk, person_id=operator.id)
    handling.merge(operator, contact_id=second.pk, into_id=first.pk)
    assert (fresh(first).status, fresh(first).unread, fresh(first).assignee_id) == ("in_progress", True, operator.id)
