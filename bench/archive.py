"""A large archive for measuring: real sealed rows, written in bulk. Only here is anything inserted behind the actions.

`python -m bench.archive CONTACTS CASES` fills the database of the environment and prints, as JSON, who may sign in and
which contacts and cases to open.
"""

import json
import os
import random
import sys
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

BATCH = 4000
OPEN_PART = 0.03  # of the archive is still being worked on
STORY = (
    "Обраћање из мерења: непознати профил тражи слике и прети. Налог @mera.{number} и https://mera.example/u/{number}."
)


def main(contacts: int, cases: int) -> None:
    import django

    django.setup()
    from django.db import connection, transaction

    from smartsafe.demo.cast import PASSWORD, gather
    from smartsafe.demo.script import script
    from smartsafe.institutions.actions import sync_directory

    sync_directory()
    cast = gather(script())
    with transaction.atomic():
        opened = fill_contacts(contacts, [actor.id for actor in cast.all("operator")])
    with transaction.atomic():
        files = fill_cases(cases, cast.first("analyst").id)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(json.dumps({"email": "analyst@demo.example", "password": PASSWORD, "contacts": opened, "cases": files}))


def _chained(entries: Iterator[tuple[str, str, str]]) -> None:
    """One audit entry for each (action, object kind, id), chained as the real ones are."""
    from smartsafe import clock
    from smartsafe.audit.chain import hash_of
    from smartsafe.audit.models import Entry, Head

    head = Head.objects.get(pk=1)
    while batch := list(islice(entries, BATCH)):
        rows = []
        for action, kind, object_id in batch:
            entry = Entry(
                sequence=head.sequence + 1, at=clock.now(), actor_kind="reporter", action=action, object_kind=kind,
                object_id=object_id, details={}, previous_hash=bytes(head.hash),
            )  # fmt: skip
            entry.hash = hash_of(entry)
            head.sequence, head.hash = entry.sequence, entry.hash
            rows.append(entry)
        Entry.objects.bulk_create(rows)
    head.save()


def fill_contacts(count: int, operators: list) -> list[str]:  # type: ignore[type-arg]
    """The ids of some open contacts."""
    import nacl.utils

    from smartsafe import clock
    from smartsafe.contacts.models import Contact, Message
    from smartsafe.contacts.sealed import ContactDetails, seal_body, seal_details, seal_subject
    from smartsafe.vault.models import IndexedValue
    from smartsafe.vault.public_keys import CENTRE, public_key_of
    from smartsafe.vault.sealing import RecordKey

    chance, centre = random.Random(1), public_key_of(CENTRE)
    threats = ("sextortion", "cyberbullying", "grooming", "e_crime", "fake_profile", "excessive_use")
    ids: list[str] = []
    opened: list[str] = []
    for first in range(0, count, BATCH):
        contacts, messages, values = [], [], []
        for number in range(first, min(first + BATCH, count)):
            at = clock.now() - timedelta(minutes=30 + (count - number) * 5)
            is_open = number > count * (1 - OPEN_PART)
            key = RecordKey.new()
            contact = Contact(
                number=f"NKC-O-2019-{number:06d}", received_at=at, last_message_at=at, channel="form",
                service="hotline", language="sr", status="in_progress" if is_open else "closed",
                outcome="" if is_open else "advised", closed_at=None if is_open else at, threat=chance.choice(threats),
                harms=["integrity"], reporter_kind="child", child_age_band="12_13", municipality="cacak",
                urgency=chance.choice(("high", "normal", "normal", "low")), unread=is_open, indexed_at=at,
                assignee_id=chance.choice([None, *operators]) if is_open else operators[0],
                first_reply_due=at + timedelta(hours=8), first_replied_at=None if is_open else at,
                key_for_centre=key.sealed_to(centre), key_for_receipt=key.sealed_to(centre),
                receipt_public_key=centre, receipt_lookup=nacl.utils.random(32),
            )  # fmt: skip
            contact.sealed_subject = seal_subject(key, contact.id, f"Мерење {number}")
            contact.sealed_details = seal_details(key, contact.id, ContactDetails(handles=[f"@mera.{number}"]))
            for text in (STORY.format(number=number), "Хвала, гледамо."):
                kind = "from_reporter" if text is not STORY else "to_reporter"
                message = Message(contact=contact, kind=kind, channel="form", at=at)
                message.sealed_body = seal_body(key, message.id, text)
                messages.append(message)
            token = (number // 3).to_bytes(32, "big")  # three contacts share a value
            values.append(IndexedValue(token=token, kind="handle", object_kind="contact", object_id=contact.id))
            contacts.append(contact)
            ids.append(str(contact.id))
            if is_open:
                opened.append(str(contact.id))
        Contact.objects.bulk_create(contacts)
        Message.objects.bulk_create(messages)
        IndexedValue.objects.bulk_create(values)
    _chained(("contact.received", "contact", one) for one in ids)
    return opened[-600:]


def fill_cases(count: int, analyst) -> list[str]:  # type: ignore[no-untyped-def]
    """The ids of some open cases; every case has one of the older contacts."""
    from smartsafe import clock
    from smartsafe.cases.models import Case, CaseContact
    from smartsafe.cases.sealed import summary_place, title_place
    from smartsafe.contacts.models import Contact
    from smartsafe.vault.public_keys import CENTRE, public_key_of
    from smartsafe.vault.sealing import RecordKey

    centre = public_key_of(CENTRE)
    contacts = list(Contact.objects.order_by("number").values_list("id", flat=True)[:count])
    ids: list[str] = []
    for first in range(0, len(contacts), BATCH):
        cases, joined = [], []
        for number in range(first, min(first + BATCH, len(contacts))):
            at = clock.now() - timedelta(minutes=20 + (count - number) * 25)
            is_open = number > count * (1 - OPEN_PART)
            key = RecordKey.new()
            case = Case(
                number=f"NKC-2019-{number:06d}", kind="referral", status="open" if is_open else "closed",
                threat="sextortion", harms=["integrity"], opened_at=at, changed_at=at, opened_by_id=analyst,
                assignee_id=analyst, closed_at=None if is_open else at, key_for_centre=key.sealed_to(centre),
            )  # fmt: skip
            case.sealed_title = key.seal_text(f"Предмет {number}", title_place(case.id))
            case.sealed_summary = key.seal_text(STORY.format(number=number), summary_place(case.id))
            cases.append(case)
            joined.append(CaseContact(case=case, contact_id=contacts[number], added_at=at))
            ids.append(str(case.id))
        Case.objects.bulk_create(cases)
        CaseContact.objects.bulk_create(joined)
    _chained(("case.opened", "case", one) for one in ids)
    return ids[-400:]


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    main(int(sys.argv[1]), int(sys.argv[2]))
