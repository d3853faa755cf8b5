"""A session that ends in the middle of a form loses nothing, and shows nothing to anybody else."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from smartsafe.people import kept_forms, sessions
from smartsafe.people.actors import Actor
from smartsafe.people.models import SignIn
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
WORDS = "A long answer that took half an hour to write,\nwith ћирилица and 👋."


def interrupted(actor: Actor) -> Client:
    client = Client()
    sign_in(client, actor)
    SignIn.objects.all().delete()
    answer = client.post("/desk/me/", {"text": WORDS, "version": "3", "password": "secret-secret"})
    assert answer["Location"] == "/desk/sign-in/?next=/desk/sign-in/again/"
    return client


def test_the_same_person_can_send_it_after_signing_in_again(operator: Actor) -> None:
    client = interrupted(operator)
    assert client.get("/desk/sign-in/").context["kept"]
    assert sign_in(client, operator, next="/desk/sign-in/again/")["Location"] == "/desk/sign-in/again/"
    page = client.get("/desk/sign-in/again/")
    kept = page.context["kept"]
    assert kept.path == "/desk/me/"
    assert dict(kept.fields) == {"text": WORDS, "version": "3"}
    assert b"half an hour" in page.content
    assert client.get("/desk/sign-in/again/").status_code == 302


def test_another_person_does_not_see_it(operator: Actor, analyst: Actor) -> None:
    client = interrupted(operator)
    sign_in(client, analyst)
    assert client.get("/desk/sign-in/again/")["Location"] == "/desk/"


def test_nor_where_the_browser_has_forgotten_who_it_was(operator: Actor, analyst: Actor) -> None:
    client = interrupted(operator)
    del client.cookies[sessions.LATELY_COOKIE]
    sign_in(client, analyst)
    assert kept_forms.KEPT not in client.session
    assert client.get("/desk/sign-in/again/")["Location"] == "/desk/"


def test_the_session_store_alone_does_not_tell_it(operator: Actor) -> None:
    client = interrupted(operator)
    del client.cookies[kept_forms.COOKIE]
    sign_in(client, operator)
    assert client.get("/desk/sign-in/again/").status_code == 302
    assert all("half" not in str(session.get_decoded()) for session in Session.objects.all())


def test_a_locked_session_keeps_it_too(operator: Actor) -> None:
    client = Client()
    sign_in(client, operator)
    del client.cookies[sessions.KEY_COOKIE]
    client.post("/desk/me/", {"text": WORDS})
    sign_in(client, operator)
    assert b"half an hour" in client.get("/desk/sign-in/again/").content


def test_htmx_is_led_to_the_door(operator: Actor) -> None:
    client = interrupted(operator)
    answer = client.post("/desk/me/", {"text": WORDS}, headers={"HX-Request": "true"})
    assert answer.status_code == 204
    assert answer["HX-Redirect"].startswith("/desk/sign-in/")


@pytest.mark.parametrize("proof", ["", "made-up", "a" * 64 + ":1tAbCd:forged"])
def test_whoever_never_signed_in_here_leaves_nothing(proof: str, vault: str) -> None:
    client = Client(enforce_csrf_checks=True)
    token = client.get("/desk/sign-in/").cookies["csrftoken"].value
    client.cookies[sessions.LATELY_COOKIE] = proof
    before = Session.objects.count()
    answer = client.post("/desk/me/", {"text": WORDS, "csrfmiddlewaretoken": token})
    assert answer["Location"] == "/desk/sign-in/?next=%2Fdesk%2Fme%2F"
    assert kept_forms.COOKIE not in answer.cookies
    assert Session.objects.count() == before


def test_a_sign_in_of_long_ago_is_no_proof(operator: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "LATELY", timedelta(seconds=-1))
    client = Client()
    sign_in(client, operator)
    SignIn.objects.all().delete()
    assert kept_forms.COOKIE not in client.post("/desk/me/", {"text": WORDS}).cookies


def test_the_proof_goes_below_the_desk_only_and_names_nobody(operator: Actor) -> None:
    client = Client()
    sign_in(client, operator)
    cookie = client.cookies[sessions.LATELY_COOKIE]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/desk/", True, "Strict")
    assert str(operator.id) not in cookie.value
    assert cookie["max-age"] == ""


def test_forms_are_kept_only_so_large_so_long_and_so_often(operator: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    client = interrupted(operator)
    for fields in ({"text": "x" * (kept_forms.AT_MOST + 1)}, {str(n): "x" for n in range(kept_forms.FIELDS + 1)}):
        assert kept_forms.COOKIE not in client.post("/desk/me/", fields).cookies
    monkeypatch.setattr(kept_forms, "FORMS", 3)
    kept = [kept_forms.COOKIE in client.post("/desk/me/", {"text": WORDS}).cookies for _ in range(3)]
    assert kept == [True, True, False]


def test_a_link_from_elsewhere_takes_one_step_instead_of_a_new_sign_in(operator: Actor) -> None:
    client = Client()
    sign_in(client, operator)
    key = client.cookies.pop(sessions.KEY_COOKIE)
    step = client.get("/desk/sign-in/?next=/desk/me/")
    assert b'http-equiv="refresh"' in step.content
    assert b'name="password"' in client.get("/desk/sign-in/?next=/desk/me/").content
    client.cookies[sessions.KEY_COOKIE] = key.value
    assert client.get("/desk/sign-in/").wsgi_request.actor.keys is not None  # type: ignore[attr-defined]
