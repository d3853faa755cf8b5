"""Chosen messages become a contact of their own, with all that is theirs; which code shows them is told then."""

from datetime import timedelta
from uuid import UUID

import pytest

from smartsafe import clock
from smartsafe.contacts import queries
from smartsafe.contacts.actions import arriving, handling, reporting
from smartsafe.contacts.errors import CannotSplit
from smartsafe.contacts.models import Contact, Message
from smartsafe.contacts.queries import MessageView
from smartsafe.contacts.reporter_queries import conversation_view
from smartsafe.errors import Stale
from smartsafe.evidence.queries import content, facts
from smartsafe.people.actors import Actor
from smartsafe.vault.models import IndexedValue
from tests.contacts.test_merging import by_code, fresh, words_at_desk, words_behind
from tests.factories.contacts import a_report
from tests.factories.evidence import an_upload

pytestmark = pytest.mark.django_db
A_FILE = b"file of the code"


@pytest.fixture
def told(operator: Actor) -> tuple[str, Contact, dict[str, MessageView]]:
    """A code's conversation: some under the contact's key, some under keys of its own. Messages by words."""
    receipt, contact = a_report(text="почетак", phone="064 111 22 33")
    code = by_code(receipt.code)
    for minutes, deed in enumerate(
        (
            lambda: reporting.write_more(code, text="друго @neko_99", uploads=[an_upload("а.txt", A_FILE)]),
            lambda: handling.reply(operator, contact_id=contact.pk, text="одговор о другом"),
            lambda: arriving.hear(
                operator, contact_id=contact.pk, channel="email", text="писмо", files=[("б.txt", b"file of a letter")]
            ),
            lambda: handling.add_note(operator, contact_id=contact.pk, text="белешка"),
            lambda: reporting.write_more(code, text="крај"),
        ),
        start=1,
    ):
        with clock.at(clock.now() + timedelta(minutes=minutes)):
            deed()
    return receipt.code, contact, {one.text: one for one in queries.conversation(operator, contact.pk)}


CHOSEN = ("друго @neko_99", "одговор о другом", "писмо", "белешка")


def ids_of(told: dict[str, MessageView], *words: str) -> list[UUID]:
    return [told[one].id for one in words]


def files_of(viewer: Actor, contact: Contact) -> list[tuple[str, bytes]]:
    found = []
    for message in Message.objects.filter(contact=contact).order_by("at", "id"):
        for file in message.attachments.all():
            owner, key = queries.attachment_key(viewer, file.item_id)
            assert owner == contact.pk
            found.append((facts(file.item, key).name, b"".join(content(file.item, key))))
    return found


@pytest.mark.parametrize("same_person", [True, False])
def test_everything_of_a_message_goes_along(operator: Actor, told, same_person: bool) -> None:  # type: ignore[no-untyped-def]
    _code, contact, by_words = told
    new = handling.split_off(
        operator, contact_id=contact.pk, message_ids=ids_of(by_words, *CHOSEN), same_person=same_person
    )
    assert words_at_desk(operator, contact) == ["почетак", "крај"]
    moved = queries.conversation(operator, new.pk)
    assert [one.text for one in moved] == list(CHOSEN)
    before = [by_words[one] for one in CHOSEN]
    for name in ("id", "channel", "at", "kind", "author", "attachments"):
        assert [getattr(one, name) for one in moved] == [getattr(one, name) for one in before], name
    assert files_of(operator, new) == [("а.txt", A_FILE), ("б.txt", b"file of a letter")]
    assert files_of(operator, contact) == []
    view = queries.contact_for(operator, new.pk)
    assert (view.status, view.channel, view.language) == ("in_progress", "form", contact.language)
    assert view.details.reach.phone == ("064 111 22 33" if same_person else "")
    assert view.has_receipt is same_person
    assert not queries.contact_for(operator, contact.pk).erased


def test_the_same_persons_code_shows_both_and_answers_what_was_asked_last(operator: Actor, told) -> None:  # type: ignore[no-untyped-def]
    code, contact, by_words = told
    new = handling.split_off(operator, contact_id=contact.pk, message_ids=ids_of(by_words, *CHOSEN), same_person=True)
    in_order = ["почетак", "друго @neko_99", "одговор о другом", "писмо", "крај"]
    assert words_behind(code) == in_order, "nothing is lost, and no note is shown"
    names = [one.files for one in conversation_view(by_code(code)).messages if one.files]
    assert names == [("а.txt",), ("б.txt",)]
    with clock.at(clock.now() + timedelta(hours=1)):
        handling.reply(operator, contact_id=new.pk, text="питање о другом")
        reporting.mark_read(by_code(code))
        reporting.write_more(by_code(code), text="одговор на питање")
    assert words_behind(code) == [*in_order, "питање о другом", "одговор на питање"]
    assert words_at_desk(operator, new)[-1] == "одговор на питање"
    assert fresh(new).unread


def test_another_persons_words_are_behind_no_code_any_more(operator: Actor, told) -> None:  # type: ignore[no-untyped-def]
    code, contact, by_words = told
    new = handling.split_off(operator, contact_id=contact.pk, message_ids=ids_of(by_words, *CHOSEN), same_person=False)
    assert words_behind(code) == ["почетак", "крај"]
    arriving.hear(operator, contact_id=new.pk, channel="email", text="само за другу особу")
    assert words_behind(code) == ["почетак", "крај"]
    own = by_code(code)
    for message in Message.objects.filter(contact=new):
        assert not bytes(message.key_for_receipt)
    assert new.key_for_receipt is None
    assert own.contact_id == contact.pk


def test_merged_again_it_is_one_timeline_as_before(operator: Actor, told) -> None:  # type: ignore[no-untyped-def]
    _code, contact, by_words = told
    before = words_at_desk(operator, contact)
    new = handling.split_off(operator, contact_id=contact.pk, message_ids=ids_of(by_words, *CHOSEN), same_person=True)
    handling.merge(operator, contact_id=new.pk, into_id=contact.pk)
    assert words_at_desk(operator, contact) == before


def test_out_of_what_was_merged_it_goes_with_its_own_code(operator: Actor, told) -> None:  # type: ignore[no-untyped-def]
    code, contact, by_words = told
    other_code, head = a_report(text="глава")
    handling.merge(operator, contact_id=contact.pk, into_id=head.pk)
    handling.split_off(operator, contact_id=head.pk, message_ids=ids_of(by_words, "писмо"), same_person=True)
    assert "писмо" in words_behind(code)
    assert words_behind(other_code.code) == ["глава"]
    assert fresh(contact).merged_into_id == head.pk


def test_exact_values_go_along(operator: Actor, told) -> None:  # type: ignore[no-untyped-def]
    _code, contact, by_words = told
    new = handling.split_off(operator, contact_id=contact.pk, message_ids=ids_of(by_words, *CHOSEN), same_person=False)
    kinds = {one.object_id: set[str]() for one in IndexedValue.objects.all()}
    for one in IndexedValue.objects.all():
        kinds[one.object_id].add(one.kind)
    assert kinds[new.pk] == {"handle", "file"}
    assert {"phone", "url", "handle"} <= kinds[contact.pk]
    assert "file" not in kinds[contact.pk]


def test_what_cannot_be_split_off(operator: Actor, told) -> None:  # type: ignore[no-untyped-def]
    _code, contact, by_words = told
    _, other = a_report(text="туђе")
    foreign = Message.objects.get(contact=other).pk
    for chosen in (
        [],
        ids_of(by_words, "почетак"),
        ids_of(by_words, "одговор о другом", "белешка"),
        [*ids_of(by_words, "крај"), foreign],
        [*ids_of(by_words, "крај"), UUID(int=1)],
    ):
        with pytest.raises(CannotSplit):
            handling.split_off(operator, contact_id=contact.pk, message_ids=chosen, same_person=True)
    with pytest.raises(Stale):
        handling.split_off(
            operator, contact_id=contact.pk, message_ids=ids_of(by_words, "крај"), same_person=True, version=1
        )
    assert Contact.objects.count() == 2
