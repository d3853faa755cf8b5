"""Counting, closing, evaluating, a past year from a table, campaigns and their reach."""

from datetime import date, timedelta

import pytest

from smartsafe import clock
from smartsafe.errors import Invalid, NotAllowed, NotFound
from smartsafe.outreach import tables
from smartsafe.outreach.activities import figures, queries
from smartsafe.outreach.activities.actions import evaluating, holding, importing, planning
from smartsafe.outreach.activities.errors import EnoughAnswers, EvaluationClosed, NobodyCame, NotYet, PartsExceed
from smartsafe.outreach.activities.models import Activity, Evaluation
from smartsafe.outreach.campaigns import actions as campaigns
from smartsafe.outreach.campaigns import queries as campaign_queries
from smartsafe.outreach.errors import NotATable, RowsWrong
from smartsafe.people.actors import Actor
from tests.factories.outreach import a_campaign, a_plan, held
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
    with pytest.raises(Invalid):
        holding.count(educator, activity_id=row.id, **COUNT)


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


HEAD = "day;kind;place;municipality;pupils;parents;teachers;girls;boys\n"


def test_a_past_year_from_a_table(educator: Actor, django_assert_max_num_queries: object) -> None:
    table = HEAD + "".join(f"{1 + day % 28}.3.2023.;talk;Школа {day};Ниш;60;1;2;;\n" for day in range(30))
    assert importing.import_past(educator, table=table.encode("utf-8-sig")) == 30
    told = figures.year(2023)
    assert (told.presentations, told.pupils, told.parents, told.teachers) == (30, 1800, 30, 60)
    assert figures.years()[0][0] == 2023
    assert figures.by_district()["nisavski"] == (30, 1890)
    assert Activity.objects.values("number").distinct().count() == 30
    with pytest.raises(RowsWrong) as again:  # the same table a second time would double the year
        importing.import_past(educator, table=table.encode())
    assert len(again.value.rows) == 30
    assert figures.year(2023).presentations == 30


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
    assert campaigns.import_reach(educator, campaign_id=campaign.id, table=reach.encode()) == 2
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
