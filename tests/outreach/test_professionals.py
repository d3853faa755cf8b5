"""Registered, confirmed, let in; inside by a link that works once; practice read first; erased on leaving."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client

from smartsafe import clock
from smartsafe.errors import Invalid, NotAllowed
from smartsafe.faces.public import pace
from smartsafe.notifications.models import Notice
from smartsafe.outreach import posting
from smartsafe.outreach.professionals import queries, rules
from smartsafe.outreach.professionals.actions import deciding, entering, registering, sharing
from smartsafe.outreach.professionals.errors import (
    AlreadyConfirmed,
    DecidedAlready,
    LinkRanOut,
    LinkUsed,
    LinkWrong,
    TooManyWaiting,
)
from smartsafe.outreach.professionals.models import Asking, Decision, Practice, Professional, WayIn
from smartsafe.outreach.professionals.tasks import answer_professionals, forget_professionals, tell_decisions
from smartsafe.people.actors import Actor
from smartsafe.vault.keyrings import NotAMember
from tests.factories.people import a_person
from tests.factories.professionals import (
    EMAIL,
    INSTITUTION,
    NAME,
    TITLE,
    WORDS,
    a_member,
    a_practice,
    a_public_practice,
    registered,
    who_waits,
)

pytestmark = pytest.mark.django_db
EVIL = "<script>alert(1)</script>"
LATER = timedelta(minutes=6)


@pytest.fixture
def educator(vault: str) -> Actor:
    return a_person("educator")


def way_in(email: str = EMAIL) -> str:
    """The token of the letter's link."""
    mail.outbox.clear()
    registering.ask_way_in(email=email, language="sr", submission=uuid4())
    answer_professionals()
    found = re.search(r"/professionals/enter/([^/\s]+)/", mail.outbox[-1].body) if mail.outbox else None
    assert found
    return found[1]


def who_is_inside(language: str = "sr") -> Client:
    client = Client()
    assert client.post(f"/{language}/professionals/enter/{way_in()}/").status_code == 302
    return client


def test_from_the_form_to_the_inside_and_out(educator: Actor) -> None:
    client = Client()
    told = {"name": NAME, "institution": INSTITUTION, "role": "teacher", "email": EMAIL}
    assert client.post("/sr-latn/professionals/register/", told)["Location"] == "/sr-latn/professionals/asked/"
    assert answer_professionals() == 1
    letter = mail.outbox[0]
    assert letter.to == [EMAIL]
    assert NAME not in str(letter.message()), "a stranger may have typed it"
    assert NAME not in letter.body
    found = re.search(r"/professionals/confirm/([^/\s]+)/", letter.body)
    assert found
    assert client.get(f"/sr-latn/professionals/confirm/{found[1]}/").status_code == 200
    assert Professional.objects.get().status == "asked"  # opening the link confirms nothing
    assert client.post(f"/sr-latn/professionals/confirm/{found[1]}/").status_code == 200
    row = Professional.objects.get()
    assert (row.status, row.role, row.language) == ("waiting", "teacher", "sr-latn")
    assert Notice.objects.filter(person_id=educator.id, kind="professional.waiting", seen_at=None).exists()
    deciding.approve(educator, professional_id=row.id)
    assert tell_decisions() == 1
    assert "/sr-latn/professionals/enter/" in mail.outbox[-1].body
    assert not client.cookies
    with clock.at(clock.now() + LATER):
        token = way_in()
        assert client.get(f"/sr/professionals/enter/{token}/").status_code == 200
        assert client.post(f"/sr/professionals/enter/{token}/")["Location"] == "/sr/professionals/inside/"
        cookie = client.cookies["professional"]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Strict"
        page = client.get("/sr/professionals/inside/").content.decode()
        assert NAME in page
        invite = client.get("/sr/activities/invite/").content.decode()
        assert EMAIL in invite
        assert "ОШ „Пример“" in invite
        assert EMAIL not in Client().get("/sr/activities/invite/").content.decode()
        assert Client().post(f"/sr/professionals/enter/{token}/").status_code == 409  # once
        copy = cookie.value
        client.post("/sr/professionals/inside/out/")
        thief = Client()
        thief.cookies["professional"] = copy
        assert thief.get("/sr/professionals/inside/").status_code == 302


def test_what_is_kept_is_sealed(educator: Actor) -> None:
    row = a_member(educator)
    way_in_and_row = way_in_row(row)
    raw = b"".join(bytes(one) for one in (row.sealed_for_worker, row.sealed_told, row.address_key, way_in_and_row))
    for word in (EMAIL, NAME, INSTITUTION):
        assert word.encode() not in raw
    practice = a_practice(row)
    assert (practice.title, practice.words) == ("", "")
    assert [one.title for one in queries.waiting_practices(educator)] == [TITLE]
    for person in (a_person("editor"), a_person("operator")):
        with pytest.raises(NotAllowed):
            queries.waiting(person)
    who_waits("drugi@skola.example")
    with pytest.raises(NotAMember):
        queries.waiting(a_person("educator", admitted=False))


def way_in_row(row: Professional) -> bytes:
    with clock.at(clock.now() + LATER):
        way_in()
    return bytes(WayIn.objects.get(professional=row).sealed_told)


def test_the_same_answer_whether_known_or_not(educator: Actor) -> None:
    a_member(educator)
    mail.outbox.clear()
    with clock.at(clock.now() + LATER):
        answers = [Client().post("/en/professionals/enter/", {"email": one}) for one in (EMAIL, "n@e.example")]
        assert len({(one.status_code, one["Location"], one.content) for one in answers}) == 1
        answer_professionals()
        answer_professionals()
    assert [letter.to for letter in mail.outbox] == [[EMAIL]]
    assert not Asking.objects.exists()


def test_an_address_twice_is_one_person_and_no_flood(educator: Actor) -> None:
    row = registered()
    for number in range(6):
        with clock.at(clock.now() + (number + 1) * LATER):
            registering.register(
                email=EMAIL.upper(), name="Други", institution="Друга", role="head", language="en", submission=uuid4()
            )
            answer_professionals()
    assert Professional.objects.get().id == row.id
    assert len(mail.outbox) == rules.MOST_LETTERS
    registering.confirm(registering.token(row.id))
    with clock.at(clock.now() + 10 * LATER):
        registering.register(
            email=EMAIL, name="Уљез", institution="Х", role="head", language="en", submission=uuid4()
        )  # fmt: skip
        answer_professionals()
    assert {one.name for one in queries.waiting(educator)} == {"Други"}  # what is confirmed nobody overwrites


def test_links_forged_used_replaced_or_run_out(educator: Actor) -> None:
    row = registered()
    token = registering.token(row.id)
    for wrong in ("x", token[:-2], "é" * 300):
        with pytest.raises(LinkWrong):
            registering.confirm(wrong)
    with clock.at(clock.now() + timedelta(days=8)), pytest.raises(LinkRanOut):
        registering.confirm(token)
    registering.confirm(token)
    with pytest.raises(AlreadyConfirmed):
        registering.confirm(token)
    deciding.approve(educator, professional_id=row.id)
    with clock.at(clock.now() + LATER):
        first = way_in()
        with clock.at(clock.now() + LATER):
            second = way_in()
            with pytest.raises(LinkRanOut):
                entering.enter(first)  # a newer letter ended it
        way_id, secret = entering.read(second)
        for wrong in ("", "x", "é", second[:-3], entering.written(way_id, bytes(32)), entering.written(row.id, secret)):
            with pytest.raises((LinkWrong, LinkRanOut)):
                entering.enter(wrong)
        with clock.at(clock.now() + timedelta(hours=2)), pytest.raises(LinkRanOut):
            entering.enter(second)
        entering.enter(second)
        with pytest.raises(LinkUsed):
            entering.enter(second)
        assert entering.resume(way_id, bytes(32)) is None
        assert entering.resume(way_id, secret)
        with clock.at(clock.now() + rules.INSIDE_FOR + LATER):
            assert entering.resume(way_id, secret) is None
            forget_professionals.enqueue()
    assert not WayIn.objects.exists()


def test_a_forged_cookie_opens_nothing(educator: Actor) -> None:
    for wrong in ("x", "YWJj:abc:def", ""):
        client = Client()
        client.cookies["professional"] = wrong
        assert client.get("/sr/professionals/inside/")["Location"] == "/sr/professionals/enter/"
        assert client.get("/sr/activities/invite/").status_code == 200


def test_practice_is_shared_read_and_shown_by_topic(educator: Actor) -> None:
    a_member(educator)
    with clock.at(clock.now() + LATER):
        client = who_is_inside()
        told = {"topic": "excessive_use", "title": TITLE, "text": WORDS, "link": "https://primer.example/a"}
        for _twice in range(2):
            answer = client.post("/sr/professionals/inside/share/", {**told, "submission": str(UUID_ONCE)})
            assert answer.status_code == 302
        row = Practice.objects.get()
        assert TITLE not in client.get("/sr/professionals/").content.decode()
        deciding.publish(educator, practice_id=row.id)
        with pytest.raises(DecidedAlready):
            deciding.publish(educator, practice_id=row.id)
        row.refresh_from_db()
        assert not row.sealed_told
        assert "Dnevnik ekrana" in Client().get("/sr-latn/professionals/").content.decode()
        page = Client().get(f"/sr/professionals/practice/{row.id}/").content.decode()
        assert WORDS in page
        assert NAME not in page
        assert "сви могу" in client.get("/sr/professionals/inside/").content.decode()


UUID_ONCE = uuid4()


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"topic": "no-such"}, "topic"),
        ({"title": "\x00 "}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"text": " "}, "text"),
        ({"text": "x" * 4001}, "text"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"link": "http://primer.example"}, "link"),
        ({"link": "https://primer.example/\nx"}, "link"),
    ],
)
def test_a_practice_that_cannot_be_is_refused(educator: Actor, told: dict[str, str], field: str) -> None:
    member = a_member(educator)
    with pytest.raises(Invalid) as refusal:
        a_practice(member, **told)
    assert refusal.value.field == field
    assert not Practice.objects.exists()


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"email": "mira@skola.example\nBcc: svi@e.example"}, "not an e-mail address"),
        ({"email": "x" * 300 + "@e.example"}, "too long"),
        ({"name": "a\x00b"}, "invisible character"),
        ({"name": "x" * 121}, "too long"),
        ({"role": "spy"}, "choose"),
        ({"website2": "http://spam.example"}, "must stay empty"),
    ],
)
def test_bad_input_is_told_and_nothing_typed_is_lost(educator: Actor, told: dict[str, str], said: str) -> None:
    form = {"name": NAME, "institution": INSTITUTION, "role": "teacher", "email": EMAIL, **told}
    answer = Client().post("/en/professionals/register/", form)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert said in html
    assert "ОШ „Пример“" in html
    assert not Asking.objects.exists()


def test_programs_are_slowed_and_nobody_buries_the_desk(educator: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    told = [Client().post("/en/professionals/enter/", {"email": "no"}).status_code for _n in range(pace.LETTERS + 2)]
    assert (told[0], told[-1]) == (422, 429)
    for page in ("professionals/enter", "professionals/register", "newsletter"):
        assert Client().post(f"/en/{page}/").status_code == 429  # an empty form is no way around
    monkeypatch.setattr(sharing, "MOST_WAITING", 1)
    member = a_member(educator)
    a_practice(member)
    with pytest.raises(TooManyWaiting):
        a_practice(member)


def test_turned_down_is_told_and_erased_even_when_the_mail_server_refuses(
    educator: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = who_waits()
    deciding.turn_down(educator, professional_id=row.id)
    with pytest.raises(DecidedAlready):
        deciding.approve(educator, professional_id=row.id)
    assert tell_decisions() == 1
    assert "обрисано" in mail.outbox[-1].body
    assert not Professional.objects.exists()
    other = who_waits()
    deciding.turn_down(educator, professional_id=other.id)
    monkeypatch.setattr(posting, "post", lambda _letter: posting.LATER)
    for number in range(len(posting.BACK_OFF) + 1):
        with clock.at(clock.now() + timedelta(hours=7 * number)):
            tell_decisions()
    assert not Professional.objects.exists()
    assert not Decision.objects.exists()


def test_leaving_erases_and_published_practice_names_nobody(educator: Actor) -> None:
    member = a_member(educator)
    a_practice(member)
    public = a_public_practice(educator, member)
    with clock.at(clock.now() + LATER):
        client = who_is_inside()
        assert client.get("/sr/professionals/inside/leave/").status_code == 200
        assert Professional.objects.exists()
        assert client.post("/sr/professionals/inside/leave/").status_code == 200
        assert client.get("/sr/professionals/inside/").status_code == 302
    assert not Professional.objects.exists()
    assert not WayIn.objects.exists()
    assert [one.id for one in queries.practices()] == [public.id]
    registering.leave(member.id)


def test_who_does_not_come_for_years_or_does_not_confirm_is_forgotten(educator: Actor) -> None:
    a_member(educator)
    registered("drugi@skola.example")
    with clock.at(clock.now() + timedelta(days=8)):
        forget_professionals.enqueue()
    assert Professional.objects.get().status == "approved"
    with clock.at(clock.now() + timedelta(days=800)):
        forget_professionals.enqueue()
    assert not Professional.objects.exists()


def test_the_desk_decides_and_words_stay_words(educator: Actor) -> None:
    from tests.signing_in import signed_in_client

    row = who_waits(name=EVIL, institution=EVIL)
    client = signed_in_client(educator)
    assert EVIL not in client.get("/desk/professionals/").content.decode()
    client.post(f"/desk/professionals/{row.id}/approve/")
    row.refresh_from_db()
    assert row.status == "approved"
    practice = a_practice(row, title=EVIL, text=EVIL)
    assert EVIL not in client.get("/desk/professionals/").content.decode()
    client.post(f"/desk/professionals/practice/{practice.id}/publish/")
    assert EVIL not in Client().get(f"/sr/professionals/practice/{practice.id}/").content.decode()
    assert client.post(f"/desk/professionals/practice/{practice.id}/burn/").status_code == 404
    client.post(f"/desk/professionals/practice/{practice.id}/erase/")
    client.post(f"/desk/professionals/{row.id}/remove/")
    assert not Professional.objects.exists()
    assert not Practice.objects.exists()
    for verb in (deciding.approve, deciding.turn_down, deciding.remove):
        with pytest.raises(NotAllowed):
            verb(a_person("editor"), professional_id=row.id)
