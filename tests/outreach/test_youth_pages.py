"""The youth corner as it is typed and clicked without JavaScript, and the desk beside it."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from smartsafe import clock
from smartsafe.faces.public import pace
from smartsafe.faces.public.comeback import guessing
from smartsafe.outreach.youth.models import Application, Idea, Poll, Voice
from smartsafe.outreach.youth.tasks import write_to_guardians
from smartsafe.people.actors import Actor
from tests.factories.outreach import held
from tests.factories.people import a_person
from tests.factories.youth import (
    GUARDIAN,
    NAME,
    POST,
    WHY,
    a_board,
    a_cohort,
    a_member,
    a_poll,
    a_published_idea,
    an_application,
    an_idea,
    consented,
    link_of,
)
from tests.pages import complaints
from tests.signing_in import signed_in_client

pytestmark = pytest.mark.django_db
EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


@pytest.fixture(autouse=True)
def _nobody_has_guessed() -> None:
    guessing.forget_all()


@pytest.fixture
def educator(vault: str) -> Actor:
    return a_person("educator")


def form(client: Client, **told: object) -> dict[str, object]:
    html = client.get("/en/youth/apply/").content.decode()
    token = re.search(r'name="form" value="([^"]+)"', html)
    assert token
    return {
        "role": "peer", "name": NAME, "age": "15", "municipality": "Cacak", "contact": "masa@mladi.example",
        "why": WHY, "guardian": GUARDIAN, "form": token[1], **told,
    }  # fmt: skip


def code_in(html: str) -> str:
    shown = re.search(r'class="code-shown"[^>]*>(.*?)</p>', html, re.S)
    assert shown
    return re.sub(r"\D", "", re.sub(r"<[^>]+>", "", shown[1]))


def test_from_the_form_to_the_consent_and_back_again(educator: Actor) -> None:
    young, guardian = Client(), Client()
    told = form(young)
    answer = young.post("/en/youth/apply/", told)
    code = code_in(answer.content.decode())
    assert code_in(young.post("/en/youth/apply/", told).content.decode()) == code, "a reload shows the same code"
    assert not young.cookies
    assert Application.objects.count() == 1
    write_to_guardians()
    link = re.search(r"/en/youth/consent/\S+", mail.outbox[0].body)
    assert link
    page = guardian.get(link[0])
    assert "May they join?" in page.content.decode()
    assert NAME not in page.content.decode()
    assert guardian.post(link[0], {"answer": "yes"}).status_code == 422, "without a name and the tick"
    assert guardian.post(link[0]).status_code == 422, "a torn form answers nothing"
    assert guardian.post(link[0], {"answer": "yes", "who": "Родитељ", "declared": "on"}).status_code == 302
    twice = Client().post(link[0], {"answer": "yes", "who": "Неко", "declared": "on"})
    assert twice.status_code == 409
    assert "answered already" in twice.content.decode()
    assert Client().post(link[0], {"answer": "no"}).status_code == 409
    assert Client().get(link[0].replace("/consent/", "/consent/x")).status_code == 404
    assert young.get("/en/youth/mine/").status_code == 200
    assert young.post("/en/youth/mine/", {"code": f" {code[:4]}-{code[4:]}"}).status_code == 302
    mine = young.get("/en/youth/mine/").content.decode()
    assert WHY in mine or "Hoću da pomognem" in mine
    assert "Take the consent back" in guardian.get(link[0]).content.decode()
    assert guardian.post(link[0], {"answer": "back"}).status_code == 302
    assert "You took it back" in guardian.get(link[0]).content.decode()
    assert "erased" in young.get("/en/youth/mine/").content.decode()


def test_a_young_person_withdraws_by_code(educator: Actor) -> None:
    code, row = a_member(educator)
    client = Client()
    client.post("/en/youth/mine/", {"code": code})
    assert "Yes, erase everything" in client.get("/en/youth/mine/?withdraw=1").content.decode()
    client.post("/en/youth/mine/", {"go": "withdraw"})
    row.refresh_from_db()
    assert (row.status, bytes(row.sealed_told)) == ("withdrawn", b"")
    assert client.post("/en/youth/mine/", {"go": "withdraw"}).status_code == 302
    client.post("/en/youth/mine/leave/")
    assert "Enter the code" in client.get("/en/youth/mine/").content.decode()


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"age": "fifteen"}, "whole number"),
        ({"age": "9" * 40}, "whole number"),
        ({"age": "15.5"}, "whole number"),
        ({"age": "11"}, "from the age of 13"),
        ({"name": "A\x00na"}, "invisible character"),
        ({"name": "😀"}, "letters only"),
        ({"why": "😀" * 1001}, "too long"),
        ({"guardian": ""}, "parent or guardian must agree"),
        ({"municipality": "Atlantis"}, "do not know the municipality"),
        ({"website2": "x"}, "must stay empty"),
    ],
)
def test_bad_input_is_told_kindly_and_nothing_typed_is_lost(educator: Actor, told: dict[str, str], said: str) -> None:
    client = Client()
    answer = client.post("/en/youth/apply/", form(client, contact="stays@here.example", **told))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert said in html
    assert "stays@here.example" in html
    assert not Application.objects.exists()


def test_a_guardian_is_not_flooded_and_forms_come_slowly(educator: Actor) -> None:
    client = Client()
    told = [client.post("/en/youth/apply/", form(client)).status_code for _number in range(5)]
    assert told == [200, 200, 200, 429, 429]
    told = [client.post("/en/youth/apply/", form(client, age="x")).status_code for _number in range(12)]
    assert told[-1] == 429
    assert Client().post("/en/youth/apply/", form(client), headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_before_the_vault_is_set_up_nothing_typed_is_lost() -> None:
    client = Client()
    answer = client.post("/en/youth/apply/", form(client))
    assert answer.status_code == 422
    assert "masa@mladi.example" in answer.content.decode()
    assert client.post("/en/youth/ideas/", {"text": "Нешто"}).status_code == 422
    assert client.post("/en/youth/mine/", {"code": "1" * 16}).status_code == 422


def test_wrong_codes_are_slowed_and_all_alike(educator: Actor) -> None:
    client = Client()
    told = [client.post("/en/youth/mine/", {"code": f"{number:016d}"}).status_code for number in range(13)]
    assert told == [422] * 12 + [429]
    client.cookies["youth"] = "forged"
    assert "Enter the code" in client.get("/en/youth/mine/").content.decode()


def vote(client: Client, poll: Poll, option: str = "0") -> int:
    html = client.get(f"/en/youth/polls/{poll.id}/").content.decode()
    token = re.search(r'name="form" value="([^"]+)"', html)
    told = {"option": option, "form": token[1] if token else ""}
    return client.post(f"/en/youth/polls/{poll.id}/", told).status_code


def test_a_poll_stuffed_by_a_program_is_not_bent(educator: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "VOTES", 8)
    poll = a_poll(educator)
    honest = Client()
    assert vote(honest, poll, "1") == 302
    assert vote(honest, poll) == 409
    for wrong in ("7", "-1", "x", ""):
        assert vote(Client(), poll, wrong) == 422
    page = Client().get(f"/en/youth/polls/{poll.id}/").content.decode()
    token = re.search(r'name="form" value="([^"]+)"', page)
    assert token
    replayed = [
        Client().post(f"/en/youth/polls/{poll.id}/", {"option": "0", "form": token[1]}).status_code
        for _time in range(5)
    ]
    assert replayed == [302, 409, 409, 409, 409]
    stuffed = [vote(Client(), poll) for _time in range(5)]
    assert stuffed[-1] == 429
    assert Voice.objects.count() <= pace.VOTES
    assert Client().post(f"/en/youth/polls/{poll.id}/", {"option": "0", "form": "x"}).status_code in (409, 429)


def test_results_say_that_they_are_no_sample(educator: Actor) -> None:
    poll = a_poll(educator)
    for _number in range(6):
        vote(Client(), poll)
    assert "100" not in Client().get(f"/en/youth/polls/{poll.id}/").content.decode()
    with clock.at(clock.now() + timedelta(days=8)):
        html = Client().get(f"/en/youth/polls/{poll.id}/").content.decode()
    assert "100&nbsp;%" in html
    assert "no sample" in html


def test_a_members_poll_is_opened_by_a_code_only(educator: Actor) -> None:
    poll = a_poll(educator, audience="members")
    assert Client().get(f"/en/youth/polls/{poll.id}/").status_code == 404
    code, _row = a_member(educator)
    client = Client()
    client.post("/en/youth/mine/", {"code": code})
    assert "What matters most?" in client.get("/en/youth/mine/").content.decode()
    assert vote(client, poll) == 302
    assert vote(client, poll) == 409
    client.post("/en/youth/ideas/", {"text": "Radionica u parku"})
    assert Idea.objects.get().member is not None


def test_an_idea_is_public_only_once_somebody_published_it(educator: Actor) -> None:
    client = Client()
    assert "phone" not in client.get("/en/youth/ideas/").content.decode()
    refused = client.post("/en/youth/ideas/", {"text": "Zovite 064 123 45 67"})
    assert refused.status_code == 422
    assert "064 123 45 67" in refused.content.decode()
    client.post("/en/youth/ideas/", {"text": f"Idea {EVIL}"})
    assert "alert(1)" not in client.get("/en/youth/ideas/").content.decode()
    row = Idea.objects.get()
    desk = signed_in_client(educator)
    address = f"/desk/youth/ideas/{row.id}/"
    assert "alert(1)" not in desk.get(address).content.decode()
    opened = desk.post(f"{address}do/look/").content.decode()
    assert "&lt;script&gt;" in opened
    desk.post(f"{address}do/publish/", {"text": f"Idea {EVIL}"})
    shown = client.get("/en/youth/ideas/").content.decode()
    assert "&lt;script&gt;alert(1)" in shown
    assert "<script>alert" not in shown
    assert desk.post(f"{address}do/drop/", {"reason": "hurts"}).status_code == 302
    desk.post(f"{address}do/remove/")
    assert "alert(1)" not in client.get("/en/youth/ideas/").content.decode()


def test_the_desk_opens_admits_badges_and_links(educator: Actor, supervisor: Actor) -> None:
    _code, row = consented()
    cohort = a_cohort(educator)
    desk, address = signed_in_client(educator), f"/desk/youth/applications/{row.id}/"
    assert NAME not in desk.get(address).content.decode()
    assert NAME in desk.post(f"{address}do/look/").content.decode()
    assert desk.post(f"{address}do/admit/", {"cohort": "x"}).status_code == 422
    desk.post(f"{address}do/admit/", {"cohort": str(cohort.id)})
    group = f"/desk/youth/cohorts/{cohort.id}/"
    assert NAME not in desk.get(group).content.decode()
    assert NAME in desk.post(f"{group}do/names/").content.decode()
    desk.post(f"{group}do/badge/", {"member": str(row.id), "step": "listening"})
    assert row.badges.count() == 1
    other = a_cohort(educator)
    assert (
        desk.post(f"/desk/youth/cohorts/{other.id}/do/badge/", {"member": str(row.id), "step": "on_stage"}).status_code
        == 404
    )
    desk.post(f"{group}do/badge/", {"member": str(row.id), "step": "listening", "take": "1"})
    assert row.badges.count() == 0
    desk.post(f"{group}do/link/", {"activity": str(held(educator).id)})
    assert cohort.sessions.count() == 1
    desk.post(f"{group}do/write/", {"text": POST})
    post = cohort.posts.get()
    desk.post(f"{group}do/publish/", {"post": str(post.id)})
    signed_in_client(supervisor).post(f"{group}do/publish/", {"post": str(post.id)})
    post.refresh_from_db()
    assert post.published_by == supervisor.id
    assert desk.post(f"{group}do/publish/", {"post": "x"}).status_code == 404
    assert desk.post(f"{group}do/explode/").status_code == 404
    assert desk.post(f"{address}do/leave/", {}).status_code == 422
    desk.post(f"{address}do/leave/", {"reason": "agreed"})
    row.refresh_from_db()
    assert row.status == "left"


def test_polls_and_cohorts_from_the_desk(educator: Actor) -> None:
    desk = signed_in_client(educator)
    day = (clock.now() + timedelta(days=5)).date().isoformat()
    told = {"question_sr": "Шта?", "options_sr": "Да\nНе", "question_en": "What?", "options_en": "Yes\nNo"}
    assert (
        desk.post("/desk/youth/polls/new/", {**told, "audience": "public", "closes_on": "2020-01-01"}).status_code
        == 422
    )
    assert desk.post("/desk/youth/polls/new/", {**told, "audience": "public", "closes_on": day}).status_code == 302
    desk.post(f"/desk/youth/polls/{Poll.objects.get().id}/close/")
    assert "Mање од петоро" not in desk.get("/desk/youth/polls/").content.decode()
    assert (
        desk.post("/desk/youth/cohorts/new/", {"name_sr": "Пролеће", "role": "panel", "starts_on": day}).status_code
        == 302
    )


PAGES = ("", "apply/", "mine/", "ideas/")


@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
def test_every_page_is_whole_in_every_language(educator: Actor, supervisor: Actor, language: str) -> None:
    cohort = a_cohort(educator)
    code, row = a_member(educator, cohort)
    a_board(educator, supervisor, cohort)
    a_published_idea(educator)
    _code, waiting = an_application()
    an_idea()
    poll = a_poll(educator)
    client = Client()
    pages = [f"youth/{page}" for page in PAGES] + [
        f"youth/polls/{poll.id}/", f"youth/consent/{link_of(waiting)}/", f"youth/consent/{link_of(row)}/",
        f"youth/consent/{link_of(row)}/?back=1",
    ]  # fmt: skip
    for page in pages:
        answer = client.get(f"/{language}/{page}")
        assert answer.status_code == 200, page
        assert complaints(answer.content.decode(), language, tokens=False) == [], page
    assert not client.cookies, "no cookie for looking"
    client.post(f"/{language}/youth/mine/", {"code": code})
    for page in ("", "?withdraw=1"):
        html = client.get(f"/{language}/youth/mine/{page}").content.decode()
        assert complaints(html, language, tokens=False) == []
        assert f"/{language}/youth/" in html
