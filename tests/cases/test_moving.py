"""Moving a case, and what the reporters learn of it."""

from datetime import timedelta

import pytest

from smartsafe.cases import actions, queries
from smartsafe.cases.errors import AlreadyDone, IsMerged, NobodyThere, NotFromHere, OpenTasks
from smartsafe.contacts.models import Contact
from smartsafe.errors import NotAllowed, Stale
from smartsafe.people.actors import Actor
from tests.factories.cases import SUMMARY, TITLE, a_case, a_contact

pytestmark = pytest.mark.django_db


def progress_of(case: object) -> set[str]:
    return set(Contact.objects.filter(case_contact__case=case).values_list("progress", flat=True))


def test_advice_ends_an_advisory_case(analyst: Actor) -> None:
    case = a_case(analyst)
    actions.give_advice(analyst, case_id=case.pk, text="Сачувати доказе, блокирати налог.")
    assert progress_of(case) == {"handling"}
    closed = actions.close(analyst, case_id=case.pk)
    assert (closed.status, bool(closed.closed_at)) == ("closed", True)
    assert progress_of(case) == {"concluded"}
    view = queries.case_for(analyst, case.pk)
    assert [note.text for note in view.notes] == ["Сачувати доказе, блокирати налог."]
    actions.reopen(analyst, case_id=case.pk)
    assert progress_of(case) == {"handling"}


def test_referrals_carry_the_case_and_the_officer_needs_no_key(analyst: Actor, officer: Actor) -> None:
    case = a_case(analyst)
    for to, progress in [("referral_prepared", "handling"), ("referred", "institution")]:
        actions.advance(analyst, case_id=case.pk, to=to)
        assert progress_of(case) == {progress}
    keyless = Actor(id=officer.id, name=officer.name, roles=officer.roles, institution=officer.institution)
    actions.advance(keyless, case_id=case.pk, to="with_institution")
    actions.advance(keyless, case_id=case.pk, to="outcome_known", told_outcome="content_removed")
    contact = Contact.objects.get(case_contact__case=case)
    assert (contact.progress, contact.told_outcome) == ("institution", "content_removed")
    assert queries.case_for(analyst, case.pk).kind == "referral"
    actions.close(analyst, case_id=case.pk)
    assert progress_of(case) == {"concluded"}


def test_the_table_refuses(analyst: Actor, officer: Actor, operator: Actor) -> None:
    case = a_case(analyst)
    with pytest.raises(NotFromHere) as said:
        actions.close(analyst, case_id=case.pk)
    assert "{" not in str(said.value)
    with pytest.raises(NotFromHere):
        actions.advance(analyst, case_id=case.pk, to="with_institution")
    with pytest.raises(NotAllowed):
        actions.advance(officer, case_id=case.pk, to="referral_prepared")
    with pytest.raises(NotAllowed):
        actions.give_advice(operator, case_id=case.pk, text="…")
    with pytest.raises(NotAllowed):
        actions.advance(operator, case_id=case.pk, to="referral_prepared")


def test_a_late_answer_opens_a_closed_case(analyst: Actor, officer: Actor) -> None:
    case = a_case(analyst)
    actions.give_advice(analyst, case_id=case.pk, text="Савет")
    actions.close(analyst, case_id=case.pk)
    moved = actions.advance(officer, case_id=case.pk, to="outcome_known")
    assert (moved.status, moved.closed_at) == ("outcome_known", None)


def test_open_tasks_hold_a_case_open(analyst: Actor) -> None:
    case = a_case(analyst)
    task = actions.add_task(analyst, case_id=case.pk, title="Позвати школу", working_hours=8)
    actions.give_advice(analyst, case_id=case.pk, text="Савет")
    with pytest.raises(OpenTasks):
        actions.close(analyst, case_id=case.pk)
    actions.finish_task(analyst, task_id=task.pk)
    with pytest.raises(AlreadyDone):
        actions.finish_task(analyst, task_id=task.pk)
    actions.close(analyst, case_id=case.pk)


def facts(**changes: object) -> dict:
    return {
        "title": TITLE, "summary": SUMMARY, "kind": "advisory", "urgency": "high", "danger": False,
        "threat": "grooming", "other_threats": ["sextortion"], "harms": ["integrity"], "child_age_band": "14_15",
        "child_gender": "boy", "municipality": "novi_sad", **changes,
    }  # fmt: skip


def test_edit_keeps_what_two_people_write_apart(analyst: Actor, supervisor: Actor) -> None:
    case = a_case(analyst)
    actions.edit(analyst, case_id=case.pk, version=case.version, **facts(title="Друго"))
    with pytest.raises(Stale):
        actions.edit(supervisor, case_id=case.pk, version=case.version, **facts(title="Треће"))
    view = queries.case_for(analyst, case.pk)
    assert (view.title, view.threat, view.child_age_band) == ("Друго", "grooming", "14_15")


@pytest.mark.parametrize("field", ["kind", "urgency", "threat", "child_age_band", "child_gender", "municipality"])
def test_edit_takes_only_codes_of_the_profile(analyst: Actor, field: str) -> None:
    case = a_case(analyst)
    from smartsafe.cases.errors import NotAChoice

    with pytest.raises(NotAChoice) as said:
        actions.edit(analyst, case_id=case.pk, version=case.version, **facts(**{field: "x\x00y"}))
    assert said.value.field == field


def test_danger_is_acknowledged_by_a_supervisor(analyst: Actor, supervisor: Actor) -> None:
    case = a_case(analyst, danger=True)
    assert [row.number for row in queries.cases(analyst, queue="open").burning] == [case.number]
    with pytest.raises(NotAllowed):
        actions.acknowledge_danger(analyst, case_id=case.pk)
    actions.acknowledge_danger(supervisor, case_id=case.pk)
    with pytest.raises(AlreadyDone):
        actions.acknowledge_danger(supervisor, case_id=case.pk)
    view = queries.case_for(analyst, case.pk)
    assert view.danger_acknowledged_by == supervisor.name
    assert not view.burning


def test_danger_that_comes_back_burns_again(analyst: Actor, supervisor: Actor) -> None:
    case = a_case(analyst, danger=True)
    actions.acknowledge_danger(supervisor, case_id=case.pk)
    for danger in (False, True):
        version = queries.case_for(analyst, case.pk).version
        actions.edit(analyst, case_id=case.pk, version=version, **facts(danger=danger))
    assert queries.case_for(analyst, case.pk).burning


def test_assigning_to_one_who_cannot(analyst: Actor, supervisor: Actor, administrator: Actor) -> None:
    case = a_case(analyst)
    actions.assign(analyst, case_id=case.pk, person_id=supervisor.id)
    assert [row.number for row in queries.cases(supervisor, queue="mine").rows] == [case.number]
    with pytest.raises(NobodyThere):
        actions.assign(analyst, case_id=case.pk, person_id=administrator.id)
    actions.assign(analyst, case_id=case.pk, person_id=None)
    assert queries.case_for(analyst, case.pk).assignee == ""


def test_tasks_are_due_in_working_time(analyst: Actor, operator: Actor) -> None:
    from datetime import UTC, datetime

    from smartsafe import clock

    with clock.at(datetime(2026, 11, 20, 13, 0, tzinfo=UTC)):  # a Friday, 14:00 in Belgrade
        case = a_case(analyst)
        task = actions.add_task(analyst, case_id=case.pk, title="Питати", working_hours=2, assignee_id=operator.id)
        assert task.due_at == datetime(2026, 11, 23, 7, 0, tzinfo=UTC)  # Monday 08:00: an hour and a half, and a half
        assert [row.title for row in queries.tasks(operator, whose="mine")] == ["Питати"]
        assert queries.task_counts(operator) == {"mine": 1, "today": 0, "late": 0}
    with clock.at(task.due_at + timedelta(minutes=1)):
        (row,) = queries.tasks(analyst, whose="late")
        assert row.late
        actions.finish_task(operator, task_id=task.pk)  # hers, though she may not work on cases
        assert queries.tasks(analyst, whose="late") == []


def test_what_is_merged_is_worked_in_its_survivor(analyst: Actor) -> None:
    case, into = a_case(analyst), a_case(analyst)
    actions.merge(analyst, case_id=case.pk, into_id=into.pk)
    with pytest.raises(IsMerged) as said:
        actions.add_note(analyst, case_id=case.pk, text="…")
    assert into.number in str(said.value)
    moved = actions.advance(analyst, case_id=case.pk, to="referral_prepared")
    assert moved.pk == into.pk


def test_a_contact_more(analyst: Actor) -> None:
    case, contact = a_case(analyst), a_contact(files=1, danger=True)
    actions.add_contact(analyst, case_id=case.pk, contact_id=contact.pk)
    view = queries.case_for(analyst, case.pk)
    assert len(view.contacts) == 2
    assert view.burning
    assert len(queries.evidence_of(analyst, case.pk)) == 1
    actions.remove_contact(analyst, case_id=case.pk, contact_id=contact.pk)
    assert queries.evidence_of(analyst, case.pk) == []
    from smartsafe.cases.errors import LastContact

    with pytest.raises(LastContact):
        actions.remove_contact(analyst, case_id=case.pk, contact_id=view.contacts[0].id)
