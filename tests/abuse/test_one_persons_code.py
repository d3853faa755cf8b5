"""Whatever the desk merges, separates and splits: a receipt code opens its own reporter's words and nobody else's."""

from datetime import timedelta
from uuid import UUID

import pytest

from smartsafe import clock
from smartsafe.contacts import queries
from smartsafe.contacts.actions import arriving, handling, reporting
from smartsafe.contacts.models import Attachment, Contact, Message
from smartsafe.contacts.reporter_queries import conversation_view
from smartsafe.contacts.sealed import open_body, open_details, open_item_key, open_subject
from smartsafe.people.actors import Actor
from smartsafe.vault.receipts import receipt_key
from smartsafe.vault.sealing import CannotOpen, RecordKey
from tests.factories.contacts import a_report
from tests.factories.evidence import an_upload

pytestmark = pytest.mark.django_db


def forced_open(code: str) -> set[str]:
    """Every word in the database that somebody with this code opens, trying each key they can get at every place."""
    private = receipt_key(code).private
    keys: list[RecordKey] = []
    sealed_keys = [one.key_for_receipt for one in Contact.objects.all()]
    for sealed in [*sealed_keys, *(one.key_for_receipt for one in Message.objects.all())]:
        try:
            keys.append(RecordKey.opened_by(private, sealed or b""))
        except CannotOpen:
            continue
    opened: set[str] = set()
    for key in keys:
        for message in Message.objects.all():
            opened |= _tried(lambda key=key, one=message: open_body(key, one.pk, one.sealed_body))
        for contact in Contact.objects.all():
            opened |= _tried(lambda key=key, one=contact: open_subject(key, one.pk, one.sealed_subject))
            opened |= _tried(lambda key=key, one=contact: open_details(key, one.pk, one.sealed_details).when)
        for file in Attachment.objects.all():
            opened |= _tried(
                lambda key=key, one=file: (
                    open_item_key(key, one.contact_id, one.item_id, one.sealed_item_key) and f"file {one.item_id}"
                )
            )
    return {one for one in opened if one}


def _tried(deed) -> set[str]:  # type: ignore[no-untyped-def]
    try:
        return {deed()}
    except CannotOpen:
        return set()


def behind(code: str) -> set[str]:
    conversation = reporting.open_conversation(code)
    assert conversation
    return {word for one in conversation_view(conversation).messages for word in (one.text, *one.files) if word}


def write(code: str, text: str, *names: str) -> None:
    conversation = reporting.open_conversation(code)
    assert conversation
    reporting.write_more(conversation, text=text, uploads=[an_upload(name) for name in names])


def ids(viewer: Actor, contact_id: UUID, *words: str) -> list[UUID]:
    return [one.id for one in queries.conversation(viewer, contact_id) if one.text in words]


def test_no_code_ever_opens_what_another_reporter_wrote(operator: Actor) -> None:
    """Mila and Petar are merged, answered, split and separated; after each step each code has its own, no more."""
    (m, mila), (p, petar) = a_report(text="Мила 1", when="М"), a_report(text="Петар 1", when="П")
    own = {m.code: {"Мила 1"}, p.code: {"Петар 1"}}
    staff_only: set[str] = set()

    def still_apart(step: str) -> None:
        for code, words in own.items():
            others = set.union(*(told for other, told in own.items() if other != code)) | staff_only
            assert behind(code) == words, step
            opened = forced_open(code)
            assert {word for word in words if not word.endswith(".png")} <= opened, step
            assert not (opened - {"Белешка"}) & (others - {"Белешка"}), step
            files = {f"file {one.item_id}" for one in Attachment.objects.exclude(contact=by_code[code])}
            assert not opened & files, step

    by_code = {m.code: mila.pk, p.code: petar.pk}
    still_apart("before")
    handling.merge(operator, contact_id=petar.pk, into_id=mila.pk)
    still_apart("merged")

    minute = iter(range(1, 100))

    def later(deed) -> None:  # type: ignore[no-untyped-def]
        with clock.at(clock.now() + timedelta(minutes=next(minute))):
            deed()

    later(lambda: write(p.code, "Петар 2", "petar.png"))
    own[p.code] |= {"Петар 2", "petar.png"}
    later(lambda: arriving.hear(operator, contact_id=petar.pk, channel="email", text="Петар 3, писмом"))
    own[p.code] |= {"Петар 3, писмом"}
    # The one who wrote last is answered, where they wrote: nobody else.
    later(lambda: handling.reply(operator, contact_id=mila.pk, text="Одговор"))
    answered = [code for code in own if "Одговор" in behind(code)]
    assert len(answered) == 1
    own[answered[0]].add("Одговор")
    later(lambda: write(m.code, "Мила 2", "mila.png"))
    own[m.code] |= {"Мила 2", "mila.png"}
    still_apart("written in")

    handling.split_off(
        operator, contact_id=mila.pk, message_ids=ids(operator, mila.pk, "Петар 3, писмом"), same_person=False
    )
    own[p.code] -= {"Петар 3, писмом"}
    staff_only.add("Петар 3, писмом")
    still_apart("another person's split off")

    handling.split_off(operator, contact_id=mila.pk, message_ids=ids(operator, mila.pk, "Мила 2"), same_person=True)
    by_code[m.code] = Contact.objects.exclude(pk__in=by_code.values()).latest("id").pk  # her file is there now
    still_apart("her own split off")

    handling.separate(operator, contact_id=petar.pk)
    still_apart("separated")
    later(lambda: write(p.code, "Петар 4"))
    own[p.code].add("Петар 4")
    still_apart("written in again")
