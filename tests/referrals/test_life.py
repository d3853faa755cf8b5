"""A referral from draft to outcome: who may, what follows, what the reporter sees."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from smartsafe import clock
from smartsafe.audit.models import Entry
from smartsafe.contacts.models import Contact
from smartsafe.country.profile import profile
from smartsafe.errors import NotAllowed, NotFound, Stale
from smartsafe.notifications.models import Notice
from smartsafe.people.actors import Actor
from smartsafe.referrals import actions, errors, rules
from smartsafe.referrals.models import Referral
from smartsafe.referrals.queries import contents, referral_for, suggestions
from smartsafe.referrals.tasks import remind
from tests.factories.cases import a_case
from tests.factories.people import a_person
from tests.factories.referrals import STEPS, Cast, a_draft, a_referral, fill

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(analyst: Actor, supervisor: Actor, officer: Actor) -> Cast:
    return Cast(analyst, supervisor, officer)


def contact_of(referral: Referral) -> Contact:
    return Contact.objects.get(case_contact__case=referral.case_id)


def test_the_whole_way(cast: Cast) -> None:
    referral = a_referral(rules.APPROVED, cast=cast)
    assert contact_of(referral).progress == "handling"
    actions.deliver(cast.analyst, referral_id=referral.pk)
    assert contact_of(referral).progress == "institution"
    actions.acknowledge(cast.officer, referral_id=referral.pk)
    actions.ask(cast.officer, referral_id=referral.pk, text="Када?")
    actions.give_information(cast.analyst, referral_id=referral.pk, text="Синоћ.")
    actions.accept(cast.officer, referral_id=referral.pk)
    actions.report_outcome(cast.officer, referral_id=referral.pk, outcome="content_removed", text="Само за центар.")
    told = contact_of(referral)
    assert (told.told_outcome, told.progress) == ("content_removed", "institution")
    referral.case.refresh_from_db()
    assert referral.case.status == "outcome_known"
    actions.close(cast.analyst, referral_id=referral.pk)
    said = contents(cast.officer, referral.pk)
    assert [step.kind for step in said.steps] == [
        "deliver", "acknowledge", "ask", "give_information", "accept", "report_outcome", "close",
    ]  # fmt: skip
    assert [step.text for step in said.steps if step.text] == ["Када?", "Синоћ.", "Само за центар."]


def test_an_outcome_without_a_sentence_tells_the_reporter_nothing(cast: Cast) -> None:
    referral = a_referral(rules.ACKNOWLEDGED, cast=cast)
    silent = next(one.code for one in profile().referral_outcomes if not one.told)
    actions.report_outcome(cast.officer, referral_id=referral.pk, outcome=silent, text="Тајно")
    assert contact_of(referral).told_outcome == ""


def test_an_outcome_that_the_profile_does_not_know_is_refused(cast: Cast) -> None:
    referral = a_referral(rules.ACKNOWLEDGED, cast=cast)
    with pytest.raises(errors.NotAChoice):
        actions.report_outcome(cast.officer, referral_id=referral.pk, outcome="<b>")


@pytest.mark.parametrize("status", rules.STATUSES)
def test_every_state_allows_exactly_what_the_table_says(status: str, cast: Cast) -> None:
    referral = a_referral(status, cast=cast)
    words: dict[str, Any] = {"referral_id": referral.pk}
    calls = {
        "edit_draft": lambda: fill(cast.analyst, referral),
        "send_for_approval": lambda: STEPS["send"](cast, referral),
        "return_for_changes": lambda: actions.return_for_changes(cast.supervisor, **words, text="Допунити."),
        "approve": lambda: STEPS["approve"](cast, referral),
        "deliver": lambda: STEPS["deliver"](cast, referral),
        "acknowledge": lambda: STEPS["acknowledge"](cast, referral),
        "ask": lambda: STEPS["ask"](cast, referral),
        "give_information": lambda: actions.give_information(cast.analyst, **words, text="Ево."),
        "accept": lambda: STEPS["accept"](cast, referral),
        "decline": lambda: STEPS["decline"](cast, referral),
        "report_outcome": lambda: STEPS["outcome"](cast, referral),
        "forward_declined": lambda: actions.forward_declined(cast.analyst, **words),
        "close": lambda: STEPS["close"](cast, referral),
        "withdraw": lambda: STEPS["withdraw"](cast, referral),
    }
    assert calls.keys() == set(rules.VERBS)
    for verb, call in calls.items():
        line = rules.line(status, verb, accepted=referral.accepted_at is not None)
        saved = transaction.savepoint()
        if line is None:
            with pytest.raises((errors.NotNow, NotFound)):
                call()
        else:
            call()
            assert Referral.objects.get(pk=referral.pk).status == line.after, verb
        transaction.savepoint_rollback(saved)
        referral.refresh_from_db()


def test_the_table_has_no_dead_and_no_unreachable_state() -> None:
    reached = {rules.INITIAL} | {line.after for line in rules.REFERRAL}
    assert reached == set(rules.STATUSES)
    assert {status for status in rules.STATUSES if not rules.verbs_from(status)} == set(rules.ENDED)


# Four eyes


def test_nobody_approves_what_they_prepared() -> None:
    both = a_person("analyst", "supervisor")
    referral = a_draft(both)
    referral = actions.send_for_approval(both, referral_id=referral.pk, version=referral.version)
    with pytest.raises(errors.FourEyes):
        actions.approve(both, referral_id=referral.pk, version=referral.version)


def test_nobody_approves_what_they_only_edited(analyst: Actor, supervisor: Actor) -> None:
    referral = fill(supervisor, a_draft(analyst), facts="Моје речи.")
    referral = actions.send_for_approval(analyst, referral_id=referral.pk, version=referral.version)
    with pytest.raises(errors.FourEyes):
        actions.approve(supervisor, referral_id=referral.pk, version=referral.version)


def test_the_database_itself_refuses_the_same_pair_of_eyes(analyst: Actor) -> None:
    referral = a_draft(analyst)
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.filter(pk=referral.pk).update(approved_by=analyst.id, approved_at=clock.now())


@pytest.mark.parametrize("role", ["operator", "analyst"])
def test_only_a_supervisor_approves(role: str, cast: Cast) -> None:
    referral = a_referral(rules.AWAITING_APPROVAL, cast=cast)
    with pytest.raises(NotAllowed):
        actions.approve(a_person(role), referral_id=referral.pk, version=referral.version)


def test_an_operator_prepares_nothing(operator: Actor) -> None:
    with pytest.raises(NotAllowed):
        actions.prepare(operator, case_id=a_case().pk, institution="mup_vtk")


def test_what_was_seen_is_what_is_approved(cast: Cast) -> None:
    referral = a_referral(rules.AWAITING_APPROVAL, cast=cast)
    with pytest.raises(Stale):
        actions.approve(cast.supervisor, referral_id=referral.pk, version=referral.version - 1)


def test_what_was_frozen_does_not_follow_the_case(cast: Cast) -> None:
    from smartsafe.contacts.actions.handling import add_note

    referral = a_referral(rules.AWAITING_APPROVAL, cast=cast)
    before = contents(cast.supervisor, referral.pk).document
    add_note(cast.analyst, contact_id=contact_of(referral).pk, text="Интерно.")
    assert contents(cast.supervisor, referral.pk).document == before


def test_returned_for_changes_says_why_and_unfreezes(cast: Cast) -> None:
    referral = a_referral(rules.APPROVED, cast=cast)
    actions.return_for_changes(cast.supervisor, referral_id=referral.pk, text="Додати адресе.")
    referral.refresh_from_db()
    assert (referral.status, referral.approved_by_id, bytes(referral.sealed_package)) == (rules.DRAFT, None, b"")
    assert contents(cast.analyst, referral.pk).steps[-1].text == "Додати адресе."


# What is said


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"subject": ""}, errors.Missing),
        ({"subject": "а" * 201}, errors.TooLong),
        ({"facts": "а" * 20_001}, errors.TooLong),
        ({"asked": "\x00"}, errors.Unreadable),
        ({"hints": ["нема"]}, errors.NotAChoice),
        ({"items": ["00000000-0000-7000-8000-000000000000"]}, errors.NotTheirs),
        ({"contacts": ["00000000-0000-7000-8000-000000000000"]}, errors.NotTheirs),
    ],
)
def test_bad_input_of_a_draft(changes: dict[str, Any], error: type[Exception], analyst: Actor) -> None:
    with pytest.raises(error):
        fill(analyst, a_draft(analyst), **changes)


def test_an_anonymous_reporter_cannot_be_offered_for_contact(analyst: Actor) -> None:
    draft = a_draft(analyst)
    with pytest.raises(errors.NotTheirs):
        fill(analyst, draft, reachable=[contact_of(draft).pk])


def test_the_reporters_address_goes_only_when_chosen(analyst: Actor) -> None:
    draft = a_draft(analyst, email="mama@posta.example", name="Мама")
    assert "mama@posta.example" not in contents(analyst, draft.pk).document.model_dump_json()
    fill(analyst, draft, reachable=[contact_of(draft).pk])
    assert "mama@posta.example" in contents(analyst, draft.pk).document.model_dump_json()


def test_staff_notes_never_leave(analyst: Actor) -> None:
    from smartsafe.contacts.actions.handling import add_note

    draft = a_draft(analyst)
    add_note(analyst, contact_id=contact_of(draft).pk, text="ИНТЕРНО")
    assert "ИНТЕРНО" not in contents(analyst, draft.pk).document.model_dump_json()


def test_nothing_to_say_is_not_sent(analyst: Actor) -> None:
    draft = fill(
        analyst, a_draft(analyst), facts="", summary=False, contacts=[], involved=[], items=[]
    )  # fmt: skip
    with pytest.raises(errors.NothingToSay):
        actions.send_for_approval(analyst, referral_id=draft.pk, version=draft.version)


def test_the_same_institution_is_not_asked_twice_at_once(analyst: Actor) -> None:
    draft = a_draft(analyst)
    with pytest.raises(errors.AlreadyReferred, match=draft.number):
        actions.prepare(analyst, case_id=draft.case_id, institution="mup_vtk")


def test_an_unknown_institution_is_refused(analyst: Actor) -> None:
    with pytest.raises(errors.NotAChoice):
        actions.prepare(analyst, case_id=a_case(analyst).pk, institution="../etc")


def test_institutions_are_suggested_with_reasons(analyst: Actor) -> None:
    found = suggestions(analyst, a_case(analyst).pk)
    assert found
    assert all(one.name and one.reason for one in found)


# Nobody there


def test_an_institution_without_officers_and_keys(analyst: Actor, supervisor: Actor) -> None:
    referral = a_draft(analyst, institution="csr.cacak")
    referral = actions.send_for_approval(analyst, referral_id=referral.pk, version=referral.version)
    referral = actions.approve(supervisor, referral_id=referral.pk, version=referral.version)
    with pytest.raises(errors.CannotBeDelivered, match="Чач"):
        actions.deliver(analyst, referral_id=referral.pk)
    referral.refresh_from_db()
    assert referral.status == rules.APPROVED


def test_staff_enter_the_answer_of_an_institution_without_officers(analyst: Actor, supervisor: Actor) -> None:
    from tests.factories.referrals import an_age_key

    an_age_key("csr.cacak")
    referral = a_draft(analyst, institution="csr.cacak")
    referral = actions.send_for_approval(analyst, referral_id=referral.pk, version=referral.version)
    referral = actions.approve(supervisor, referral_id=referral.pk, version=referral.version)
    referral = actions.deliver(analyst, referral_id=referral.pk)
    assert referral.package_name
    assert not referral.key_for_institution
    actions.acknowledge(analyst, referral_id=referral.pk)
    actions.report_outcome(analyst, referral_id=referral.pk, outcome="child_protected")
    assert referral_for(analyst, referral.pk).outcome == "child_protected"


def test_staff_do_not_answer_for_officers(cast: Cast) -> None:
    referral = a_referral(rules.DELIVERED, cast=cast)
    with pytest.raises(errors.OnThePortal):
        actions.acknowledge(cast.analyst, referral_id=referral.pk)


# Declined, withdrawn, late


def test_declined_goes_on_to_who_was_named(cast: Cast) -> None:
    referral = a_referral(rules.DECLINED, cast=cast)
    made = actions.forward_declined(cast.analyst, referral_id=referral.pk)
    assert (made.institution_id, made.status) == ("csr.cacak", rules.DRAFT)
    assert contents(cast.analyst, made.pk).document.facts == contents(cast.analyst, referral.pk).document.facts
    referral.refresh_from_db()
    assert referral.status == rules.CLOSED


def test_whose_words_go_on_to_another_institution_cannot_approve_them_there(cast: Cast) -> None:
    author = a_person("supervisor")
    referral = fill(author, a_draft(cast.analyst), facts="Моје речи.")
    referral = actions.send_for_approval(cast.analyst, referral_id=referral.pk, version=referral.version)
    actions.approve(cast.supervisor, referral_id=referral.pk, version=referral.version)
    actions.deliver(cast.analyst, referral_id=referral.pk)
    actions.decline(cast.officer, referral_id=referral.pk, to="csr.cacak", text="Нисмо надлежни.")
    made = actions.forward_declined(cast.analyst, referral_id=referral.pk)
    made = actions.send_for_approval(cast.analyst, referral_id=made.pk, version=made.version)
    with pytest.raises(errors.FourEyes):
        actions.approve(author, referral_id=made.pk, version=made.version)


def test_declined_without_a_name_needs_a_choice(cast: Cast) -> None:
    referral = a_referral(rules.ACKNOWLEDGED, cast=cast)
    actions.decline(cast.officer, referral_id=referral.pk, text="Нисмо надлежни.")
    with pytest.raises(errors.NotAChoice):
        actions.forward_declined(cast.analyst, referral_id=referral.pk)
    assert actions.forward_declined(cast.analyst, referral_id=referral.pk, institution="dz.cacak")


def test_what_was_withdrawn_can_no_longer_be_read_by_the_institution(cast: Cast) -> None:
    referral = a_referral(rules.WITHDRAWN, cast=cast)
    assert referral_for(cast.officer, referral.pk).withdrawn
    with pytest.raises(NotFound):
        actions.look(cast.officer, referral_id=referral.pk)
    with pytest.raises(NotFound):
        actions.take_letter(cast.officer, referral_id=referral.pk)
    with pytest.raises(NotFound):
        actions.take_package(cast.officer, referral_id=referral.pk)
    assert bytes(referral.key_for_institution) == b""
    assert contents(cast.analyst, referral.pk).steps[-1].text == "Повучена сагласност."


def test_withdrawing_needs_a_reason(cast: Cast) -> None:
    referral = a_referral(rules.DELIVERED, cast=cast)
    with pytest.raises(errors.Missing):
        actions.withdraw(cast.analyst, referral_id=referral.pk, text="  ")


def test_a_case_whose_referrals_all_ended_without_outcome_is_open_again(cast: Cast) -> None:
    referral = a_referral(rules.WITHDRAWN, cast=cast)
    assert referral.case.status == "open"
    assert contact_of(referral).progress == "handling"


def test_who_is_late_is_reminded_once_and_again_after_working_time(cast: Cast) -> None:
    referral = a_referral(rules.DELIVERED, cast=cast)
    assert remind.func() == 0
    assert referral.due_at
    with clock.at(referral.due_at + timedelta(minutes=1)):
        assert remind.func() == 1
        assert remind.func() == 0
    assert Notice.objects.filter(person_id=cast.officer.id, kind="referral.due").count() == 1
    with clock.at(referral.due_at + timedelta(days=30)):
        assert remind.func() == 1


def test_an_urgent_one_is_due_sooner(cast: Cast) -> None:
    calm = a_referral(rules.DELIVERED, cast=cast)
    draft = fill(cast.analyst, a_draft(cast.analyst), urgent=True)
    for verb in ("send", "approve", "deliver"):
        STEPS[verb](cast, draft)
        draft.refresh_from_db()
    assert draft.due_at
    assert calm.due_at
    assert draft.due_at < calm.due_at


# Abuse


def test_every_step_is_one_entry_of_the_audit_chain(cast: Cast) -> None:
    referral = a_referral(rules.CLOSED, cast=cast)
    told = Entry.objects.filter(object_kind="referral", object_id=str(referral.pk)).order_by("sequence")
    assert list(told.values_list("action", flat=True)) == [
        "referral.prepared", "referral.edited", "referral.sent_for_approval", "referral.approved", "referral.delivered",
        "referral.acknowledged", "referral.outcome_reported", "referral.closed",
    ]  # fmt: skip
