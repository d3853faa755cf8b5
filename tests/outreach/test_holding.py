"""Counting, closing, evaluating, a past year from a table, campaigns and their reach."""

from datetime import date, timedelta
from typing import Any

import pytest

from smartsafe import clock
from smartsafe.audit.models import Entry
from smartsafe.country.profile import profile
from smartsafe.errors import Invalid, NotAllowed, NotFound
from smartsafe.outreach import tables
from smartsafe.outreach.activities import figures, queries
from smartsafe.outreach.activities.actions import codes, evaluating, holding, importing, planning
from smartsafe.outreach.activities.calendar_files import calendar_file
from smartsafe.outreach.activities.errors import (
    EnoughAnswers,
    EvaluationClosed,
    InThePast,
    NobodyCame,
    NotNow,
    NotYet,
    PartsExceed,
)
from smartsafe.outreach.activities.models import Activity, Evaluation
from smartsafe.outreach.activities.tasks import forget_words
from smartsafe.outreach.activities.times import midnight, today
from smartsafe.outreach.campaigns import actions as campaigns
from smartsafe.outreach.campaigns import queries as campaign_queries
from smartsafe.outreach.campaigns.models import Reach
from smartsafe.outreach.errors import NotATable, RowsWrong
from smartsafe.people.actors import Actor
from tests.factories.outreach import A_PLAN, a_campaign, a_plan, held, in_days
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db
COUNT = {"pupils": 50, "parents": 3, "teachers": 2, "by_gender": {"girls": 26, "boys": 24}, "by_age": {}}
ANSWER = {"useful": 5, "understood": 4, "resolves": ["tell"], "sentence": ""}


@pytest.fixture
def educator(vault: str) -> Actor:
    return a_person("educator")


def test_counting_and_closing(educator: Actor) -> None:
    row = held(educator)
    holding.count(educator, activity_id=row.id, **COUNT)
    holding.close(educator, activity_id=row.id)
    page = queries.activity(educator, row.id)
    assert (page.view.status, page.view.people, page.by_gender) == ("closed", 55, {"girls": 26, "boys": 24})
    with pytest.raises(NotNow):
        holding.count(educator, activity_id=row.id, **COUNT)


def test_a_wrong_count_is_corrected_after_closing_and_the_figures_follow(educator: Actor) -> None:
    row = held(educator, pupils=500)
    with pytest.raises(NotNow):
        holding.correct(educator, activity_id=row.id, **COUNT)
    holding.close(educator, activity_id=row.id)
    with pytest.raises(PartsExceed):
        holding.correct(educator, activity_id=row.id, **{**COUNT, "pupils": 10})
    with pytest.raises(NotAllowed):
        holding.correct(a_person("editor"), activity_id=row.id, **COUNT)
    holding.correct(educator, activity_id=row.id, **COUNT)
    assert (figures.years()[0][1].pupils, queries.activity(educator, row.id).view.status) == (50, "closed")
    entry = Entry.objects.get(action="activity.corrected")
    assert (entry.details["before"], entry.details["people"]) == (502, 55)


def changed(educator: Actor, row: Activity, **told: object) -> None:
    known = {name: getattr(row, name) for name in A_PLAN}
    who = list(row.presenters.values_list("person_id", flat=True))
    planning.change(educator, activity_id=row.id, **{"presenters": who, **known, **told})


def test_what_has_begun_or_is_over_can_still_be_put_right(educator: Actor) -> None:
    row = a_plan(educator, days=1)
    starts, ends = in_days(1), in_days(1) + timedelta(hours=1.5)
    with clock.at(starts + timedelta(minutes=5)):
        changed(educator, row, starts_at=starts, ends_at=ends, place="Велика сала")
        with pytest.raises(InThePast):
            changed(educator, row, starts_at=starts - timedelta(hours=1), ends_at=ends)
    over, colleague = held(educator, place="Гимназија"), a_person("educator")
    holding.close(educator, activity_id=over.id)
    over.refresh_from_db()
    changed(educator, over, municipality="Чачак", presenters=[colleague.id])
    page = queries.activity(educator, over.id)
    assert (page.view.municipality, [one for one, _name in page.view.presenters]) == ("cacak", [colleague.id])


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"pupils": 10}, PartsExceed),
        ({"pupils": 0, "parents": 0, "teachers": 0, "by_gender": {}}, NobodyCame),
        ({"pupils": -1}, Invalid),
        ({"pupils": 10**9}, Invalid),
        ({"by_age": {"no-such": 1}}, Invalid),
    ],
)
def test_counts_that_cannot_be(educator: Actor, told: dict[str, object], why: type[Exception]) -> None:
    row = held(educator)
    with pytest.raises(why):
        holding.count(educator, activity_id=row.id, **{**COUNT, **told})  # type: ignore[arg-type]


def test_nothing_is_counted_before_it_begins(educator: Actor) -> None:
    row = a_plan(educator)
    with pytest.raises(NotYet):
        holding.count(educator, activity_id=row.id, **COUNT)


def test_a_note_is_sealed(educator: Actor) -> None:
    row = a_plan(educator)
    planning.note(educator, activity_id=row.id, text="Позвати педагога")
    row.refresh_from_db()
    assert "Позвати".encode() not in bytes(row.sealed_follow_up)
    assert queries.activity(educator, row.id).note == "Позвати педагога"


def test_evaluating_is_nameless_open_for_a_week_and_limited(educator: Actor) -> None:
    row = held(educator, pupils=8)
    code = row.evaluation_code or ""
    evaluating.evaluate(code=f" {code.lower()} ", **{**ANSWER, "sentence": "Било је добро"})
    for _number in range(14):
        evaluating.evaluate(code=code, **ANSWER)
    with pytest.raises(EnoughAnswers):
        evaluating.evaluate(code=code, **ANSWER)
    told = figures.marks(row.id)
    assert (told.answers, told.mean_useful, told.mean_understood) == (15, 5.0, 4.0)
    [(one, sentence)] = figures.sentences(educator, row.id)
    assert sentence == "Било је добро"
    assert figures.sentences(a_person("editor"), row.id) == []
    with pytest.raises(NotFound):
        evaluating.hide_sentence(educator, activity_id=a_plan(educator).id, evaluation_id=one)
    evaluating.hide_sentence(educator, activity_id=row.id, evaluation_id=one)
    assert figures.sentences(educator, row.id) == []
    assert not bytes(Evaluation.objects.get(pk=one).sealed_sentence)
    with clock.at(clock.now() + timedelta(days=8)), pytest.raises(EvaluationClosed):
        evaluating.evaluate(code=code, **ANSWER)


def test_an_evaluation_is_not_open_before_it_begins_nor_by_guessing(educator: Actor) -> None:
    row = a_plan(educator)
    for code in (row.evaluation_code or "", "", "AAAAAA", "' OR 1=1", "x" * 5000):
        with pytest.raises(EvaluationClosed):
            evaluating.evaluate(code=code, **ANSWER)


def test_notes_and_sentences_go_by_the_profiles_days(educator: Actor) -> None:
    row, later = held(educator), a_plan(educator, days=500)
    planning.note(educator, activity_id=row.id, text="Позвати педагога")
    planning.note(educator, activity_id=later.id, text="Још није било")
    evaluating.evaluate(code=row.evaluation_code or "", **{**ANSWER, "sentence": "Било је добро"})
    kept = timedelta(days=profile().retention.outreach_words)
    with clock.at(clock.now() + kept - timedelta(days=5)):
        assert forget_words.call() == 0
    with clock.at(clock.now() + kept + timedelta(days=1)):
        assert forget_words.call() == 2
        assert forget_words.call() == 0
    row.refresh_from_db()
    assert (bytes(row.sealed_follow_up), bytes(row.key_for_outreach)) == (b"", b"")
    assert (figures.sentences(educator, row.id), figures.marks(row.id).answers) == ([], 1)
    assert queries.activity(educator, later.id).note == "Још није било"


def test_marks_are_counted_by_the_database(educator: Actor, django_assert_num_queries: Any) -> None:
    row = held(educator, pupils=40)
    for number in range(20):
        answer = {"useful": 1 + number % 5, "resolves": ["tell", "help"] if number % 2 else []}
        evaluating.evaluate(code=row.evaluation_code or "", **{**ANSWER, **answer})
    with django_assert_num_queries(2):
        told = figures.marks(row.id)
    assert (told.answers, told.mean_useful, told.mean_understood) == (20, 3.0, 4.0)
    assert told.useful == [(star, 4, 20) for star in (5, 4, 3, 2, 1)]
    assert {number for _name, number, _share in told.resolves} == {0, 10}


def test_a_code_that_somebody_has_is_drawn_again(educator: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    signs = iter("AAAAAA" + "AAAAAA" + "BBBBBB")
    monkeypatch.setattr(codes.secrets, "choice", lambda _all: next(signs))
    first, second = a_plan(educator), a_plan(educator, days=11)
    assert (first.evaluation_code, second.evaluation_code) == ("AAAAAA", "BBBBBB")


HEAD = "day;kind;place;municipality;pupils;parents;teachers;girls;boys\n"


def test_a_past_year_from_a_table(educator: Actor, django_assert_max_num_queries: object) -> None:
    table = HEAD + "".join(f"{1 + day % 28}.3.2023.;talk;Школа {day};Ниш;60;1;2;;\n" for day in range(30))
    assert importing.import_past(educator, table=table.encode("utf-8-sig")) == tables.Taken(30)
    told = figures.year(2023)
    assert (told.presentations, told.pupils, told.parents, told.teachers) == (30, 1800, 30, 60)
    assert figures.years()[0][0] == 2023
    assert figures.by_district()["nisavski"] == (30, 1890)
    assert Activity.objects.values("number").distinct().count() == 30
    again = importing.import_past(educator, table=table.encode())  # a second time: nothing doubles
    assert (again.entered, len(again.already)) == (0, 30)
    assert figures.year(2023).presentations == 30


def test_rows_that_are_there_are_named_and_others_taken(educator: Actor) -> None:
    first = "1.3.2023;talk;Школа;Ниш;60;;;;\n"
    importing.import_past(educator, table=(HEAD + first).encode())
    more = first + "2.3.2023;talk;Школа;Ниш;50;;;;\n" * 2 + "1.3.2023;workshop;Школа;Ниш;20;;;;\n"
    assert importing.import_past(educator, table=(HEAD + more).encode()) == tables.Taken(2, [2, 4])
    assert figures.year(2023).pupils == 130
    other = HEAD + "1.3.2023;talk;Школа;Ниш;61;;;;\n"
    with pytest.raises(RowsWrong) as refusal:  # counted differently: neither doubled nor lost without a word
        importing.import_past(educator, table=other.encode())
    number = Activity.objects.get(pupils=60).number
    assert number in refusal.value.rows[0][1]
    assert figures.year(2023).pupils == 130


def test_two_talks_of_one_day_are_told_apart(educator: Actor) -> None:
    head = "day;kind;place;municipality;classes;pupils\n"
    both = head + "1.3.2023;talk;Школа;Ниш;7/1;30\n1.3.2023;talk;Школа;Ниш;7/2;30\n"
    assert importing.import_past(educator, table=both.encode()).entered == 2
    assert importing.import_past(educator, table=both.encode()) == tables.Taken(0, [2, 3])


def test_nobody_invents_the_hour_of_a_past_talk(educator: Actor) -> None:
    importing.import_past(educator, table=(HEAD + "1.3.2023;talk;Школа;Ниш;60;;;;\n").encode())
    [view] = queries.activities(educator).rows
    assert (view.when, view.hours, view.day, view.last_day) == ("1. 3. 2023.", "", date(2023, 3, 1), None)
    assert b"DTSTART;VALUE=DATE:20230301" in calendar_file([Activity.objects.get()])
    importing.import_past(educator, table=f"{HEAD}{today():%d.%m.%Y.};talk;Школа;Ниш;60;;;;\n".encode())
    with clock.at(midnight(today()) + timedelta(hours=1)):
        a_plan(educator, place="Школа", days=0)  # the whole day is not taken by what has no hour


def test_a_wrong_table_says_what_is_wrong_in_each_line_and_takes_nothing(educator: Actor) -> None:
    table = HEAD + (
        "1.3.2023;talk;Школа;Ниш;60;;;;\n"
        "32.3.2023;talk;Школа;Ниш;60;;;;\n"
        "1.3.2023;party;Школа;Ниш;60;;;;\n"
        "1.3.2023;talk;;Ниш;60;;;;\n"
        "1.3.2023;talk;Школа;Атлантида;60;;;;\n"
        "1.3.2023;talk;Школа;Ниш;=1+1;;;;\n"
        "1.3.2023;talk;Школа;Ниш;10;;;20;\n"
        "1.3.2099;talk;Школа;Ниш;10;;;;\n"
        "1.1.0001;talk;Школа;Ниш;10;;;;\n"
    )
    with pytest.raises(RowsWrong) as refusal:
        importing.import_past(educator, table=table.encode())
    assert [line for line, _sentence in refusal.value.rows] == [3, 4, 5, 6, 7, 8, 9, 10]
    assert all(sentence for _line, sentence in refusal.value.rows)
    assert not Activity.objects.exists()


@pytest.mark.parametrize(
    "table", [b"", b"a;b\n1;2", b"\xff\xfe\x00", "день".encode("utf-16"), b'day;kind\n"', b"x" * 2_000_000, b"\0"]
)
def test_what_is_no_table_is_refused(educator: Actor, table: bytes) -> None:
    with pytest.raises(NotATable):
        importing.import_past(educator, table=table)


def test_only_who_goes_to_schools_brings_tables(vault: str) -> None:
    for role in ("operator", "editor", "analyst", "administrator"):
        with pytest.raises(NotAllowed):
            importing.import_past(a_person(role), table=HEAD.encode())


def test_no_cell_that_we_write_runs_as_a_formula() -> None:
    table = tables.written([["=1+1", "+x", "-x", "@x", "\tx", "школа", 5]])
    assert table == "\ufeff'=1+1,'+x,'-x,'@x,'\tx,школа,5\r\n"


def test_a_campaign_its_reach_and_its_people(educator: Actor) -> None:
    campaign = a_campaign(educator)
    table = HEAD + "1.3.2023;stop;Школа;Ниш;100;;;;\n2.3.2023;stop;Школа;Чачак;50;;;;\n"
    importing.import_past(educator, table=table.encode(), campaign_id=campaign.id)
    campaigns.enter_reach(
        educator, campaign_id=campaign.id, kind="media", number=3, day=date(2023, 4, 1), source="Новине"
    )
    reach = "kind,number,day,source\ndownloads,1 200,1.4.2023,Сајт\nsocial,50.000,2.4.2023,Мрежа\n"
    assert campaigns.import_reach(educator, campaign_id=campaign.id, table=reach.encode()) == tables.Taken(2)
    again = reach + "social,70,3.4.2023,Мрежа\n" * 2
    assert campaigns.import_reach(educator, campaign_id=campaign.id, table=again.encode()) == tables.Taken(1, [2, 3, 5])
    campaigns.remove_reach(educator, campaign_id=campaign.id, reach_id=Reach.objects.get(number=70).pk)
    told = campaign_queries.campaign(educator, campaign.id)
    assert {one.kind: one.number for one in told.reached} == {"media": 3, "downloads": 1200, "social": 50000}
    assert figures.of_campaign(campaign.id).people == 150
    assert [row[1:] for row in figures.by_city(campaign.id)] == [(1, 100), (1, 50)]
    with pytest.raises(RowsWrong) as refusal:
        campaigns.import_reach(educator, campaign_id=campaign.id, table=(reach + "tv,x,1.4.2023,\n").encode())
    assert refusal.value.rows[0][0] == 4
    with pytest.raises(NotFound):
        campaigns.remove_reach(educator, campaign_id=a_campaign(educator).id, reach_id=told.reached[0].id)
    campaigns.remove_reach(educator, campaign_id=campaign.id, reach_id=told.reached[0].id)
    assert len(campaign_queries.campaign(educator, campaign.id).reached) == 2


@pytest.mark.parametrize(
    "told",
    [
        {"ends_on": date(2020, 1, 1)},
        {"name": {"en": "Only English"}},
        {"cities": ["Атлантида"]},
        {"partners": ["x" * 200]},
        {"partners": [str(one) for one in range(90)]},
    ],
)
def test_a_campaign_that_cannot_be(educator: Actor, told: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        a_campaign(educator, **told)
