"""Whoever holds the keyrings, the code and yesterday's session opens nothing of what was erased."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage

from smartsafe import clock
from smartsafe.audit.actions import SYSTEM
from smartsafe.contacts.actions import handling, reporting
from smartsafe.contacts.actions.indexing import index_waiting
from smartsafe.contacts.models import Contact, Message
from smartsafe.contacts.queries import record_key
from smartsafe.errors import NotFound
from smartsafe.people.actors import Actor
from smartsafe.retention.actions import erase_what_has_passed
from smartsafe.vault import blind_index
from smartsafe.vault.sealing import Erased
from tests.factories.contacts import A_REPORT, a_report
from tests.factories.evidence import an_upload
from tests.public.filling_in import Reporter

from .dumping import everything_stored

pytestmark = pytest.mark.django_db(transaction=True)


def _erased(operator: Actor) -> tuple[str, Contact, reporting.Conversation, list[bytes]]:
    """The code, the contact, a conversation that the reporter had opened before, and every sealed thing of it."""
    receipt, contact = a_report()
    opened = reporting.open_conversation(receipt.code)
    assert opened
    reporting.write_more(
        opened, text="Још једна порука.", uploads=[an_upload("dokaz.txt", b"words of a witness\n" * 9)]
    )
    index_waiting(operator)
    handling.close(operator, contact_id=contact.pk, outcome="advised")
    contact.refresh_from_db()
    sealed = [bytes(contact.key_for_centre), bytes(contact.key_for_receipt or b""), bytes(contact.sealed_details)]
    stored = contact.attachments.get().item.stored_name
    assert default_storage.exists(stored)
    sealed += [bytes(one.sealed_body) for one in Message.objects.filter(contact=contact) if one.sealed_body]
    with clock.at(clock.now() + timedelta(days=800)):
        erase_what_has_passed(SYSTEM)
    contact.refresh_from_db()
    assert contact.erased_at
    assert not default_storage.exists(stored)
    return receipt.code, contact, opened, sealed


def test_no_key_and_no_sealed_word_is_left_anywhere(operator: Actor) -> None:
    _code, _contact, _opened, sealed = _erased(operator)
    tables = {name: content for name, content in everything_stored().items() if name.startswith("table")}
    assert len(sealed) >= 5
    assert not [name for name, content in tables.items() for one in sealed if one in content]


def test_the_code_opens_nothing_and_says_what_a_wrong_code_is_told(operator: Actor) -> None:
    code, _contact, _opened, _sealed = _erased(operator)
    right, wrong = Reporter().come_back(code), Reporter().come_back("0000 0000 0000 0001")
    assert right.status_code == wrong.status_code == 422


def test_a_session_of_yesterday_can_neither_read_nor_write(operator: Actor) -> None:
    _code, contact, opened, _sealed = _erased(operator)
    with pytest.raises(NotFound):
        reporting.write_more(opened, text="Јесте ли ту?")
    with pytest.raises(NotFound):
        reporting.ask_withdrawal(opened)
    assert not any(bytes(one.sealed_body) for one in Message.objects.filter(contact=contact))


def test_who_holds_the_keyring_finds_and_opens_nothing(operator: Actor) -> None:
    _code, contact, _opened, _sealed = _erased(operator)
    with pytest.raises(Erased):
        record_key(operator, contact.pk)
    index_waiting(operator)
    handle = A_REPORT["handles"][0]
    key = operator.opened().index_key()
    assert not blind_index.find(key, [("handle", handle), ("handle", handle.lstrip("@"))])
