"""Polls that a program cannot bend, and ideas that nobody sees before somebody has read them."""

from datetime import timedelta

import pytest

from smartsafe import clock
from smartsafe.audit.models import Entry
from smartsafe.errors import Invalid, NotAllowed, NotFound
from smartsafe.outreach.youth import polls, public_queries, queries
from smartsafe.outreach.youth.actions import applying, ideas, polling
from smartsafe.outreach.youth.errors import FormTooOld, Identifying, MembersOnly, NotNow, PollClosed, VotedAlready
from smartsafe.outreach.youth.models import Idea, Poll, Voice
from smartsafe.outreach.youth.polls import hidden
from smartsafe.outreach.youth.tasks import forget_youth
from smartsafe.people.actors import Actor
from tests.factories.people import a_person
from tests.factories.youth import IDEA, a_member, a_poll, an_idea, consented, membership_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def educator(vault: str) -> Actor:
    return a_person("educator")


def vote(poll: Poll, option: int = 0, **told: object) -> object:
    return polling.vote_publicly(
        **{"poll_id": poll.id, "option": option, "form": polling.fresh_form(poll.id), "browser": None, **told}
    )


def test_one_form_and_one_browser_have_one_voice(educator: Actor) -> None:
    poll, other = a_poll(educator), a_poll(educator)
    form = polling.fresh_form(poll.id)
    browser = vote(poll, form=form)
    for again in ({"form": form}, {"browser": browser}, {"form": form, "browser": browser}):
        with pytest.raises(VotedAlready):
            vote(poll, **again)
    for wrong in ("", form[:-1], "x" * 5000, polling.fresh_form(other.id), applying.fresh_form()):
        with pytest.raises(FormTooOld):
            vote(poll, form=wrong)
    for option in (2, -1, 10**9):
        with pytest.raises(Invalid):
            vote(poll, option)
    assert Voice.objects.count() == 1


def test_a_member_votes_once_and_nobody_can_say_how(educator: Actor) -> None:
    poll = a_poll(educator, audience="members")
    code, row = a_member(educator)
    polling.vote_as_member(membership=membership_of(code), poll_id=poll.id, option=1)
    with pytest.raises(VotedAlready):
        polling.vote_as_member(membership=membership_of(code), poll_id=poll.id, option=0)
    voice = Voice.objects.get()
    assert bytes(voice.voter) not in (bytes(row.receipt_lookup), bytes(row.code_public), row.id.bytes)
    with pytest.raises(MembersOnly):
        vote(poll)
    waiting, _row = consented()
    with pytest.raises(NotFound):
        polling.vote_as_member(membership=membership_of(waiting), poll_id=poll.id, option=0)
    with pytest.raises(NotFound):
        public_queries.poll(poll.id)


def test_results_come_when_it_is_over_and_hide_small_numbers(educator: Actor) -> None:
    poll = a_poll(educator)
    for option in (0, 0, 0, 0, 0, 0, 1):
        vote(poll, option)
    assert polls.results(public_queries.poll(poll.id)) is None
    with clock.at(clock.now() + timedelta(days=8)):
        with pytest.raises(PollClosed):
            vote(poll)
        told = polls.results(public_queries.poll(poll.id))
        assert told is not None
        assert told.voices == 7
        assert [row.number for row in told.rows] == [None, None], "the other one would tell it"
    few = a_poll(educator)
    vote(few)
    polling.close_poll(educator, poll_id=few.id)
    told = polls.results(public_queries.poll(few.id))
    assert told is not None
    assert (told.enough, told.rows) == (False, [])
    with pytest.raises(NotNow):
        polling.close_poll(educator, poll_id=few.id)


@pytest.mark.parametrize(
    ("counts", "places"),
    [([9, 8, 7], set()), ([9, 2, 7], {1, 2}), ([9, 2, 1], {1, 2}), ([9, 0, 0], set()), ([9, 1, 0], {0, 1}), ([1], {0})],
)
def test_no_hidden_number_can_be_reckoned_out(counts: list[int], places: set[int]) -> None:
    assert hidden(counts) == places


def test_what_is_no_poll(educator: Actor) -> None:
    with pytest.raises(Invalid):
        a_poll(educator, days=-1)
    with pytest.raises(Invalid):
        a_poll(educator, days=90)
    with pytest.raises(NotAllowed):
        a_poll(a_person("editor"))
    told = {"audience": "public", "question": {"sr": "Шта?"}, "closes_at": clock.now() + timedelta(days=3)}
    for options in (
        {"sr": ["Да"]},
        {"sr": ["Да", "Да"]},
        {"sr": ["Да", "Не"], "en": ["Yes"]},
        {"sr": list("абвгдђежз")},
    ):
        with pytest.raises(Invalid):
            polling.open_poll(educator, **told, options=options)


def test_an_idea_is_sealed_until_somebody_has_read_it(educator: Actor) -> None:
    row = an_idea()
    assert IDEA.encode() not in bytes(row.sealed_text)
    assert public_queries.ideas() == []
    assert queries.ideas(educator)[0].text == ""
    assert ideas.look(educator, idea_id=row.id) == IDEA
    assert Entry.objects.filter(action="youth.idea_looked").count() == 1
    with pytest.raises(NotAllowed):
        ideas.look(a_person("editor"), idea_id=row.id)
    ideas.publish(educator, idea_id=row.id, text="Плакати у ходнику.")
    row.refresh_from_db()
    assert bytes(row.sealed_text) == b""
    assert public_queries.ideas() == ["Плакати у ходнику."]
    with pytest.raises(NotNow):
        ideas.drop(educator, idea_id=row.id, reason="there")
    ideas.remove(educator, idea_id=row.id)
    assert public_queries.ideas() == []


def test_a_member_reads_why_an_idea_was_not_published(educator: Actor) -> None:
    code, _row = a_member(educator)
    row = an_idea(membership=membership_of(code))
    with pytest.raises(Invalid):
        ideas.drop(educator, idea_id=row.id, reason="Твоја идеја је глупа")
    ideas.drop(educator, idea_id=row.id, reason="names")
    (_day, _state, reason, _text) = public_queries.mine(membership_of(code)).ideas[0]
    assert "Помиње" in reason
    with clock.at(clock.now() + timedelta(days=61)):
        assert forget_youth.call() == (0, 1)
    assert not Idea.objects.exists()


@pytest.mark.parametrize(
    "text",
    ["Пишите ми на ana@skola.example", "Зовите 064/123-4567", "Ја сам @ana_2010", "Видите https://zlo.example/x",
     "+381 64 123 45 67", "www.zlo.example", " \n ", "а" * 601],
)  # fmt: skip
def test_what_could_lead_to_somebody_is_refused(educator: Actor, text: str) -> None:
    with pytest.raises(Invalid):
        an_idea(text)
    assert not Idea.objects.exists()


@pytest.mark.parametrize(
    "text", ["Радионица 10 сати недељно, за 2025-2026.", "5 од 10 🎉 \0 <b>нас</b>", "За 12–14 година"]
)
def test_numbers_that_are_no_phone_are_fine(educator: Actor, text: str) -> None:
    assert an_idea(text).status == "pending"


def test_an_idea_with_an_address_is_not_published_either(educator: Actor) -> None:
    row = an_idea()
    with pytest.raises(Identifying):
        ideas.publish(educator, idea_id=row.id, text="Пишите на a@b.example")
