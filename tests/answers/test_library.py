"""Answers are proposed by one, put in use by another, versioned, archived; nothing else gets in."""

import pytest
from django.db import IntegrityError, transaction

from smartsafe.answers import actions, queries
from smartsafe.answers.errors import (
    AnswerTooLong,
    LooseBracket,
    NotAChoice,
    NothingWritten,
    NotNow,
    OwnProposal,
    UnknownVariable,
)
from smartsafe.answers.models import Version
from smartsafe.answers.rules import STATUSES, VERSION, after
from smartsafe.answers.starters import starters
from smartsafe.audit.models import Entry
from smartsafe.errors import NotAllowed, NotFound, Stale
from smartsafe.identifiers import new_id
from smartsafe.people.actors import Actor
from smartsafe.people.rules import CAPABILITIES
from tests.factories.answers import AN_ANSWER, a_proposal, an_answer

pytestmark = pytest.mark.django_db


def test_the_table_has_no_dead_and_no_unreachable_state() -> None:
    reached = {"proposed"} | {way.after for way in VERSION}
    assert reached == set(STATUSES)
    assert {way.who for way in VERSION} <= set(CAPABILITIES)
    ended = set(STATUSES) - {way.before for way in VERSION}
    assert ended == {"declined", "replaced"}
    assert after("approve", "declined") is None


def test_in_use_only_after_another_person_approved(operator: Actor, supervisor: Actor) -> None:
    answer = a_proposal(operator)
    assert queries.library(operator) == []
    assert queries.count_proposed(supervisor) == 1
    actions.approve(supervisor, answer_id=answer.id, number=1)
    [shown] = queries.library(operator)
    assert (shown.title, shown.status, shown.decided_by) == (AN_ANSWER["title"], "approved", supervisor.name)
    assert [entry.action for entry in Entry.objects.filter(object_kind="answer").order_by("sequence")] == [
        "answer.proposed", "answer.approved",
    ]  # fmt: skip


def test_nobody_approves_their_own(supervisor: Actor) -> None:
    answer = a_proposal(supervisor)
    with pytest.raises(OwnProposal):
        actions.approve(supervisor, answer_id=answer.id, number=1)
    version = Version.objects.get(answer=answer)
    with pytest.raises(IntegrityError), transaction.atomic():  # nor does the database let them
        Version.objects.filter(pk=version.pk).update(
            status="approved", decided_by=supervisor.id, decided_at=version.proposed_at
        )


def test_a_change_waits_while_the_old_words_stay_in_use(operator: Actor, supervisor: Actor) -> None:
    answer = an_answer(operator, supervisor)
    told = {name: AN_ANSWER[name] for name in ("audience", "threats", "text")}
    actions.propose_change(operator, answer_id=answer.id, seen=1, title="Друго", **told)
    assert [one.title for one in queries.library(operator)] == [AN_ANSWER["title"]]
    with pytest.raises(Stale):  # a colleague began from the older version
        actions.propose_change(supervisor, answer_id=answer.id, seen=1, title="Треће", **told)
    actions.propose_change(operator, answer_id=answer.id, seen=2, title="Боље", **told)
    with pytest.raises(Stale):  # read before it was replaced
        actions.approve(supervisor, answer_id=answer.id, number=2)
    actions.approve(supervisor, answer_id=answer.id, number=3)
    assert [one.title for one in queries.library(operator)] == ["Боље"]
    page = queries.answer_for(operator, answer.id)
    assert [(one.number, one.status) for one in page.versions] == [(3, "approved"), (2, "replaced"), (1, "replaced")]
    assert page.versions[2].decided_by == supervisor.name  # who approved it is still known


def test_declined_archived_restored(operator: Actor, supervisor: Actor) -> None:
    answer = a_proposal(operator)
    with pytest.raises(NotNow):
        actions.archive(supervisor, answer_id=answer.id)
    actions.decline(supervisor, answer_id=answer.id, number=1)
    with pytest.raises(NotNow):
        actions.approve(supervisor, answer_id=answer.id, number=1)
    other = an_answer(operator, supervisor)
    actions.archive(supervisor, answer_id=other.id)
    with pytest.raises(NotNow):
        actions.archive(supervisor, answer_id=other.id)
    assert queries.library(operator) == []
    with pytest.raises(NotFound):
        queries.filled(operator, other.id, language="sr")
    actions.restore(supervisor, answer_id=other.id)
    with pytest.raises(NotNow):
        actions.restore(supervisor, answer_id=other.id)
    assert len(queries.library(operator)) == 1


def test_who_may(operator: Actor, supervisor: Actor, administrator: Actor, officer: Actor) -> None:
    answer = a_proposal(operator)
    for step in (actions.approve, actions.decline):
        with pytest.raises(NotAllowed):
            step(operator, answer_id=answer.id, number=1)
    for step in (actions.archive, actions.restore):
        with pytest.raises(NotAllowed):
            step(operator, answer_id=answer.id)
    for outsider in (administrator, officer):
        with pytest.raises(NotAllowed):
            a_proposal(outsider)
        with pytest.raises(NotAllowed):
            queries.library(outsider)
        with pytest.raises(NotAllowed):
            actions.count_use(outsider, answer_id=answer.id)
    with pytest.raises(NotFound):
        actions.approve(supervisor, answer_id=new_id(), number=1)


@pytest.mark.parametrize(
    ("changes", "error", "field"),
    [
        ({"title": "  \0 "}, NothingWritten, "title"),
        ({"text": ""}, NothingWritten, "text"),
        ({"title": "а" * 121}, AnswerTooLong, "title"),
        ({"text": "а" * 1_000_000}, AnswerTooLong, "text"),
        ({"audience": "aliens"}, NotAChoice, "audience"),
        ({"threats": ["no_such"]}, NotAChoice, "threats"),
        ({"language": "sr-latn"}, NotAChoice, "language"),  # derived: nobody writes it
        ({"language": "xx"}, NotAChoice, "language"),
        ({"text": "Зови {telefon}"}, UnknownVariable, "text"),
        ({"text": "{phone.__class__}"}, UnknownVariable, "text"),
        ({"text": "{}"}, UnknownVariable, "text"),
        ({"text": "зови {phone"}, LooseBracket, "text"),
        ({"text": "зови phone}"}, LooseBracket, "text"),
    ],
)
def test_bad_input_says_what_is_wrong_and_where(operator: Actor, changes: dict, error: type, field: str) -> None:
    with pytest.raises(error) as refused:
        a_proposal(operator, **changes)
    assert refused.value.field == field
    assert str(refused.value)
    assert not Version.objects.exists()


def test_an_unknown_variable_is_named_with_those_that_are_known(operator: Actor) -> None:
    with pytest.raises(UnknownVariable) as refused:
        a_proposal(operator, text="Зови {telefon}")
    assert "telefon" in str(refused.value)
    assert "{phone}" in str(refused.value)


def test_use_is_counted_by_month_and_by_nothing_else(operator: Actor, supervisor: Actor) -> None:
    answer = an_answer(operator, supervisor)
    for _ in range(3):
        actions.count_use(operator, answer_id=answer.id)
    [(month, count)] = queries.answer_for(operator, answer.id).uses
    assert (month.day, count) == (1, 3)
    assert queries.used(operator) == [(month, 3)]
    assert queries.library(operator)[0].uses == 3
    with pytest.raises(NotFound):
        actions.count_use(operator, answer_id=a_proposal(operator).id)


def test_the_starting_set_is_proposed_once_and_approved_by_another(operator: Actor, supervisor: Actor) -> None:
    new = actions.propose_starters(operator)
    assert new == sum(len(one.title) for one in starters()) >= 40
    with pytest.raises(NotNow):
        actions.propose_starters(supervisor)
    for one in queries.library(supervisor, status="proposed"):
        actions.approve(supervisor, answer_id=one.answer_id, number=one.number)
    assert len(queries.library(operator)) == new
    for language in ("sr", "sr-latn", "en"):
        for one in queries.suggest(
            operator, threats=["sextortion"], audience="child", language=language, words="", all_of_them=True
        ):
            assert "{" not in one.text
            assert language == "sr" or not any("а" <= letter <= "џ" for letter in one.text.replace(operator.name, ""))
