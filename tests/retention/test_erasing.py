"""The daily run: what is erased when, what waits, and what is left."""

from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from smartsafe import clock
from smartsafe.audit.actions import SYSTEM
from smartsafe.audit.models import Entry
from smartsafe.cases import actions as of_cases
from smartsafe.cases.models import Case
from smartsafe.channels.models import Strand, Thread
from smartsafe.contacts.actions import arriving, erasing, handling
from smartsafe.contacts.actions.reporting import open_conversation, write_more
from smartsafe.contacts.answers import AnswerFile
from smartsafe.contacts.models import Contact
from smartsafe.country.profile import profile
from smartsafe.evidence.models import Item
from smartsafe.people.actors import Actor
from smartsafe.referrals import rules as of_referrals
from smartsafe.referrals.models import Referral
from smartsafe.retention.actions import erase_what_has_passed
from smartsafe.retention.tasks import erase_daily
from smartsafe.vault.models import IndexedValue
from tests.factories.cases import a_case
from tests.factories.contacts import a_report
from tests.factories.evidence import an_item
from tests.factories.referrals import Cast, a_referral, an_age_key

pytestmark = pytest.mark.django_db
KEPT = profile().retention


def run(days: float) -> Counter[str]:
    """The daily run, so many days from now."""
    with clock.at(clock.now() + timedelta(days=days)):
        return erase_what_has_passed(SYSTEM)


def a_closed_contact(actor: Actor, outcome: str = "advised", *, files: int = 0) -> tuple[str, Contact]:
    kept = [an_item(f"slika-{number}.png") for number in range(files)]
    receipt, contact = a_report(files=[AnswerFile(item.pk, key) for item, key in kept])
    handling.reply(actor, contact_id=contact.pk, text="Добро је што пишеш.")
    handling.close(actor, contact_id=contact.pk, outcome=outcome)
    contact.refresh_from_db()
    return receipt.code, contact


def close_contacts_of(actor: Actor, case: Case) -> None:
    for contact in case.contacts.exclude(status="closed"):
        handling.close(actor, contact_id=contact.pk, outcome="case_opened")


def a_closed_case(analyst: Actor, **more: int) -> Case:
    case = a_case(analyst, **more)  # type: ignore[arg-type]
    of_cases.add_note(analyst, case_id=case.pk, text="Разговор са школом.")
    of_cases.give_advice(analyst, case_id=case.pk, text="Савет је дат.")
    of_cases.close(analyst, case_id=case.pk)
    close_contacts_of(analyst, case)
    case.refresh_from_db()
    return case


@pytest.mark.parametrize(
    ("outcome", "days"),
    [("silent", KEPT.silent_contacts), ("prank", KEPT.silent_contacts), ("advised", KEPT.advised_contacts),
     ("redirected", KEPT.advised_contacts)],
)  # fmt: skip
def test_a_contact_is_erased_on_its_day_and_not_the_day_before(operator: Actor, outcome: str, days: int) -> None:
    _code, contact = a_closed_contact(operator, outcome)
    assert run(days - 1)["contacts"] == 0
    assert Contact.objects.get().key_for_centre
    assert run(days + 1)["contacts"] == 1
    assert not Contact.objects.get(pk=contact.pk).key_for_centre


def test_words_keys_files_drafts_and_index_go_and_codes_stay(
    operator: Actor, django_capture_on_commit_callbacks: object
) -> None:
    code, contact = a_closed_contact(operator, files=1)
    handling.save_draft(operator, contact_id=contact.pk, text="Још нешто.")
    handling.save_draft(operator, contact_id=contact.pk, text="Белешка.", kind="note")
    from smartsafe.contacts.actions.indexing import index_waiting

    index_waiting(operator)
    assert IndexedValue.objects.exists()
    stored = Path(settings.STORAGES["default"]["OPTIONS"]["location"]) / Item.objects.get().stored_name
    assert stored.exists()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        counts = run(KEPT.advised_contacts + 1)
    assert counts == Counter(contacts=1, files=1)
    gone = Contact.objects.get()
    assert gone.erased_at
    assert not any(bytes(words or b"") for words in (
        gone.key_for_centre, gone.key_for_receipt, gone.receipt_lookup, gone.sealed_subject, gone.sealed_details,
    ))  # fmt: skip
    assert not any(bytes(message.sealed_body) for message in gone.messages.all())
    assert not any(bytes(file.sealed_item_key) for file in gone.attachments.all())
    assert not gone.drafts.exists()
    assert not IndexedValue.objects.exists()
    assert not stored.exists()
    assert Item.objects.get().purged_at
    assert (gone.number, gone.threat, gone.outcome, gone.municipality) == (
        contact.number, contact.threat, "advised", "cacak",
    )  # fmt: skip
    assert open_conversation(code) is None


def test_what_still_goes_on_is_never_erased(operator: Actor, analyst: Actor) -> None:
    a_report()  # new
    _code, reopened = a_closed_contact(operator)
    handling.reopen(operator, contact_id=reopened.pk)
    case = a_case(analyst, contact_ids=[a_closed_contact(operator)[1].pk])  # closed contact, open case
    counts = run(20_000)
    assert counts == Counter()
    assert Contact.objects.exclude(erased_at=None).count() == Case.objects.exclude(erased_at=None).count() == 0
    assert case.contacts.get().key_for_centre


def test_a_reporter_who_came_back_is_heard_first(operator: Actor) -> None:
    code, _contact = a_closed_contact(operator)
    conversation = open_conversation(code)
    assert conversation
    with clock.at(clock.now() + timedelta(days=KEPT.advised_contacts)):
        write_more(conversation, text="Поново се јавио.")
    assert run(KEPT.advised_contacts + 1)["contacts"] == 0


def test_merged_contacts_go_together(operator: Actor) -> None:
    _code, stays = a_closed_contact(operator)
    handling.reopen(operator, contact_id=stays.pk)
    with clock.at(clock.now() + timedelta(days=10)):
        handling.merge(operator, contact_id=a_report()[1].pk, into_id=stays.pk)
        handling.close(operator, contact_id=stays.pk, outcome="advised")
    assert run(KEPT.advised_contacts + 5)["contacts"] == 0
    assert run(KEPT.advised_contacts + 11)["contacts"] == 2


def test_a_case_of_advice_goes_with_its_contacts_like_advice(analyst: Actor) -> None:
    case = a_closed_case(analyst, files=2)
    assert run(KEPT.advised_contacts - 1) == Counter()
    assert run(KEPT.advised_contacts + 1) == Counter(cases=1, contacts=1, files=2)
    case.refresh_from_db()
    assert case.erased_at
    assert not any(bytes(words) for words in (case.key_for_centre, case.sealed_title, case.sealed_summary))
    assert not any(bytes(note.sealed_body) for note in case.notes.all())
    assert not any(bytes(kept.sealed_item_key) for kept in case.evidence.all())
    assert not IndexedValue.objects.filter(object_kind="case").exists()
    assert case.contacts.get().erased_at


def test_a_case_waits_for_its_open_contact(analyst: Actor) -> None:
    case = a_closed_case(analyst)
    handling.reopen(analyst, contact_id=case.contacts.get().pk)
    assert run(20_000) == Counter(held=1)


def test_a_case_waits_for_the_open_conversation_that_its_contact_was_merged_into(
    analyst: Actor, operator: Actor
) -> None:
    case = a_closed_case(analyst)
    inside = case.contacts.get()
    _code, head = a_closed_contact(operator)
    handling.merge(operator, contact_id=inside.pk, into_id=head.pk)
    handling.reopen(operator, contact_id=head.pk)
    assert run(20_000) == Counter(held=1)
    inside.refresh_from_db()
    assert inside.key_for_centre
    handling.close(operator, contact_id=head.pk, outcome="advised")
    assert run(20_000) == Counter(cases=1, contacts=2)


def test_a_conversation_waits_for_the_open_case_of_one_of_its_contacts(analyst: Actor, operator: Actor) -> None:
    case = a_case(analyst)
    inside = case.contacts.get()
    _code, head = a_closed_contact(operator)
    handling.merge(operator, contact_id=inside.pk, into_id=head.pk)
    head.refresh_from_db()
    if head.status != "closed":
        handling.close(operator, contact_id=head.pk, outcome="advised")
    assert run(20_000) == Counter()
    head.refresh_from_db()
    assert head.key_for_centre


def test_who_writes_in_what_was_merged_into_an_erased_contact_is_heard_by_itself(operator: Actor) -> None:
    code, member = a_closed_contact(operator)
    _code, head = a_closed_contact(operator)
    handling.merge(operator, contact_id=member.pk, into_id=head.pk)
    erasing.erase(SYSTEM, contact_id=head.pk)
    conversation = open_conversation(code)
    assert conversation
    write_more(conversation, text="Има ли кога?")
    member.refresh_from_db()
    head.refresh_from_db()
    assert (member.merged_into_id, member.status, member.unread) == (None, "in_progress", True)
    assert (head.status, head.unread) == ("closed", False)


def test_what_a_colleague_answers_elsewhere_writes_to_no_erased_contact(operator: Actor) -> None:
    (_, member), (_, head) = a_closed_contact(operator), a_closed_contact(operator)
    handling.merge(operator, contact_id=member.pk, into_id=head.pk)
    erasing.erase(SYSTEM, contact_id=head.pk)
    before = Contact.objects.filter(pk=head.pk).values().get()
    arriving.told_elsewhere(SYSTEM, contact_id=member.pk, channel="viber", text="Ту смо.", at=clock.now())
    member.refresh_from_db()
    assert Contact.objects.filter(pk=head.pk).values().get() == before
    assert member.merged_into_id is None
    assert member.messages.filter(kind="to_reporter", channel="viber").count() == 1


@pytest.mark.parametrize("in_case", [False, True])
def test_a_contact_waits_for_what_was_split_off_from_it(analyst: Actor, in_case: bool) -> None:
    receipt, source = a_report()
    conversation = open_conversation(receipt.code)
    assert conversation
    write_more(conversation, text="О нечем другом.")
    chosen = [source.messages.filter(kind="from_reporter").latest("at", "id").pk]
    split = handling.split_off(analyst, contact_id=source.pk, message_ids=chosen, same_person=True)
    if in_case:
        case = a_case(analyst, contact_ids=[source.pk])
        of_cases.give_advice(analyst, case_id=case.pk, text="Савет је дат.")
        of_cases.close(analyst, case_id=case.pk)
    source.refresh_from_db()
    if source.status != "closed":
        handling.close(analyst, contact_id=source.pk, outcome="advised")
    assert run(20_000)["contacts"] == 0
    assert open_conversation(receipt.code)
    handling.close(analyst, contact_id=split.pk, outcome="advised")
    assert run(20_000)["contacts"] + run(20_001)["contacts"] == 2, "then both go, one after the other"


def a_referred_case(cast: Cast, status: str, *, files: int = 1) -> Referral:
    an_age_key()
    referral = a_referral(status, cast=cast, files=files)
    case = referral.case
    case.refresh_from_db()
    close_contacts_of(cast.analyst, case)
    return referral


def test_a_referred_case_is_kept_longer_and_goes_with_letter_keys_and_package(
    analyst: Actor, supervisor: Actor, officer: Actor, django_capture_on_commit_callbacks: object
) -> None:
    referral = a_referred_case(Cast(analyst, supervisor, officer), of_referrals.CLOSED)
    of_cases.close(analyst, case_id=referral.case_id)
    package = Path(settings.STORAGES["default"]["OPTIONS"]["location"]) / referral.package_name
    assert package.exists()
    assert run(KEPT.cases - 1) == Counter()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert run(KEPT.cases + 1) == Counter(referrals=1, cases=1, contacts=1, files=1)
    referral.refresh_from_db()
    assert referral.erased_at
    assert not any(bytes(words) for words in (
        referral.key_for_centre, referral.key_for_institution, referral.sealed_draft, referral.sealed_package,
        referral.sealed_letter,
    ))  # fmt: skip
    assert not any(bytes(step.sealed_words) for step in referral.steps.all())
    assert not any(bytes(shared.sealed_item_key) for shared in referral.shared_items.all())
    assert not package.exists()
    assert referral.package_sha256


def test_a_case_with_a_referral_that_has_not_ended_waits(analyst: Actor, supervisor: Actor, officer: Actor) -> None:
    referral = a_referred_case(Cast(analyst, supervisor, officer), of_referrals.OUTCOME_REPORTED)
    of_cases.close(analyst, case_id=referral.case_id)  # the outcome is known, the referral itself is not concluded
    assert run(20_000) == Counter(held=1)
    assert Referral.objects.get().key_for_institution


def test_a_file_that_another_case_still_holds_is_kept(analyst: Actor) -> None:
    case, other = a_closed_case(analyst, files=1), a_case(analyst)
    item = case.evidence.get().item
    other.evidence.create(item=item, sealed_item_key=b"under the other case's key", added_at=clock.now())
    assert run(KEPT.advised_contacts + 1) == Counter(cases=1, contacts=1, files=0)
    item.refresh_from_db()
    assert item.purged_at is None


def test_the_run_and_each_erasure_stand_in_the_chain(analyst: Actor, operator: Actor) -> None:
    a_closed_case(analyst)
    a_closed_contact(operator, "silent")
    run(KEPT.advised_contacts + 1)
    told = Counter(Entry.objects.filter(action__endswith=".erased").values_list("action", flat=True))
    assert told == Counter({"contact.erased": 2, "case.erased": 1})
    entry = Entry.objects.get(action="retention.ran")
    assert entry.details == {"contacts": 2, "cases": 1, "referrals": 0, "files": 0, "held": 0, "failed": 0}
    assert entry.actor_kind == "system"


def test_one_that_cannot_be_erased_holds_up_no_other(operator: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    contacts = [a_closed_contact(operator)[1] for _ in range(2)]
    usual = erasing.erase

    def broken(actor: object, *, contact_id: object) -> object:
        if contact_id == contacts[0].pk:
            raise OSError
        return usual(actor, contact_id=contact_id)  # type: ignore[arg-type]

    monkeypatch.setattr(erasing, "erase", broken)
    assert run(KEPT.advised_contacts + 1) == Counter(contacts=1, failed=1)
    monkeypatch.undo()
    assert run(KEPT.advised_contacts + 1) == Counter(contacts=1)


def test_the_task_runs_twice_without_harm(operator: Actor) -> None:
    a_closed_contact(operator, "silent")
    with clock.at(_after(KEPT.silent_contacts)):
        assert erase_daily.call() == 1
        assert erase_daily.call() == 0


def _after(days: int) -> datetime:
    return clock.now() + timedelta(days=days + 1)


def test_an_outside_conversation_goes_with_the_last_contact_of_it(operator: Actor) -> None:
    now, threads = clock.now(), []
    for name in (b"only erased", b"also goes on"):
        thread = Thread.objects.create(
            channel="viber", thread_key=name.ljust(32), sealed_address=b"where an answer goes", last_inbound_at=now
        )
        _code, contact = a_closed_contact(operator)
        Strand.objects.create(thread=thread, contact=contact, begun_at=now)
        threads.append(thread)
    _receipt, open_one = a_report()
    Strand.objects.create(thread=threads[1], contact=open_one, begun_at=now)
    assert run(KEPT.advised_contacts - 1)["contacts"] == 0
    assert Strand.objects.count() == 3
    assert run(KEPT.advised_contacts + 1)["contacts"] == 2
    assert [(one.thread, one.contact) for one in Strand.objects.all()] == [(threads[1], open_one)]
    assert list(Thread.objects.all()) == [threads[1]]
