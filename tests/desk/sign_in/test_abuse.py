"""What an attacker tries at the door."""

import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client

from smartsafe.people import sessions
from smartsafe.people.actions import accounts, admission
from smartsafe.people.actors import Actor
from smartsafe.people.models import Person
from tests.factories.people import PASSWORD, a_person, person_of, the_founder
from tests.signing_in import sign_in, signed_in_client

pytestmark = pytest.mark.django_db


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def with_app(actor: Actor) -> str:
    """Sets an authenticator app up for the person; its secret."""
    secret = generate_totp_secret()
    TOTP.activate(person_of(actor), secret)
    return secret


def actor_seen_by(client: Client) -> Actor | None:
    return client.get("/desk/sign-in/").wsgi_request.actor  # type: ignore[attr-defined,no-any-return]


def test_password_without_second_factor_opens_nothing(operator: Actor, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    with_app(operator)
    client = Client()
    answer = sign_in(client, operator)
    assert answer["Location"] == "/desk/second-factor/authenticate/"
    assert actor_seen_by(client) is None
    assert client.get("/desk/me/").status_code == 302


def test_the_second_factor_completes_the_sign_in(operator: Actor, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    secret = with_app(operator)
    client = Client()
    sign_in(client, operator)
    assert client.get("/desk/second-factor/authenticate/").status_code == 200
    wrong = client.post("/desk/second-factor/authenticate/", {"code": "000000"})
    assert wrong.status_code == 200
    assert actor_seen_by(client) is None
    right = client.post("/desk/second-factor/authenticate/", {"code": code_of(secret)})
    assert right["Location"] == "/desk/"
    seen = actor_seen_by(client)
    assert seen is not None
    assert "centre" in seen.opened()


def test_a_recovery_code_works_once(operator: Actor) -> None:
    with_app(operator)
    code = RecoveryCodes.activate(person_of(operator)).get_unused_codes()[0]
    first, second = Client(), Client()
    sign_in(first, operator)
    assert first.post("/desk/second-factor/authenticate/", {"code": code}).status_code == 302
    sign_in(second, operator)
    assert second.post("/desk/second-factor/authenticate/", {"code": code}).status_code == 200


def test_who_has_no_second_factor_is_led_to_its_set_up(operator: Actor, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    client = Client()
    sign_in(client, operator)
    assert client.get("/desk/me/")["Location"] == "/desk/second-factor/"
    assert client.get("/desk/second-factor/").status_code == 200
    page = client.get("/desk/second-factor/totp/activate/")
    assert page.status_code == 200
    done = client.post("/desk/second-factor/totp/activate/", {"code": code_of(page.context["form"].secret)})
    assert done["Location"] == "/desk/second-factor/recovery-codes/"
    assert client.get(done["Location"]).status_code == 200
    assert actor_seen_by(client) is not None


def test_secrets_of_authenticator_apps_are_sealed_at_rest(operator: Actor) -> None:
    secret = with_app(operator)
    assert secret not in str(Authenticator.objects.get(user_id=operator.id).data)


def test_the_session_store_alone_opens_nothing(operator: Actor) -> None:
    client = signed_in_client(operator)
    thief = Client()
    thief.cookies["desk"] = client.cookies["desk"].value
    seen = actor_seen_by(thief)
    assert seen is not None
    assert seen.keys is None


def test_the_cookie_alone_opens_nothing(operator: Actor) -> None:
    client = signed_in_client(operator)
    Session.objects.all().delete()
    assert actor_seen_by(client) is None


def test_cookie_and_session_of_two_people_do_not_fit(operator: Actor, analyst: Actor) -> None:
    client, other = signed_in_client(operator), signed_in_client(analyst)
    client.cookies[sessions.KEY_COOKIE] = other.cookies[sessions.KEY_COOKIE].value
    seen = actor_seen_by(client)
    assert seen is not None
    assert seen.keys is None


@pytest.mark.parametrize("cookie", ["", "x", "%00", "é", "A" * 44, "=" * 9])
def test_a_broken_key_cookie_locks_and_nothing_breaks(operator: Actor, cookie: str) -> None:
    client = signed_in_client(operator)
    client.cookies[sessions.KEY_COOKIE] = cookie
    seen = actor_seen_by(client)
    assert seen is not None
    assert seen.keys is None


def test_an_expelled_member_loses_access_at_the_next_request(operator: Actor) -> None:
    client = signed_in_client(operator)
    admission.expel(the_founder(), person_id=operator.id)
    seen = actor_seen_by(client)
    assert seen is not None
    assert "centre" not in seen.opened()


def test_an_ended_account_is_out_at_the_next_request(operator: Actor) -> None:
    client = signed_in_client(operator)
    accounts.deactivate(the_founder(), person_id=operator.id)
    assert actor_seen_by(client) is None
    answer = sign_in(Client(), operator)
    assert answer.status_code == 200


def test_same_words_whether_the_account_exists_or_not(operator: Actor) -> None:
    ended = a_person("operator")
    accounts.deactivate(the_founder(), person_id=ended.id)
    answers = [
        Client().post("/desk/sign-in/", {"login": email, "password": password})
        for email, password in (
            (person_of(operator).email, "wrong-wrong-wrong"),
            ("nobody@centre.example", "wrong-wrong-wrong"),
            (person_of(ended).email, PASSWORD),
        )
    ]
    assert {answer.status_code for answer in answers} == {200}
    assert len({str(answer.context["form"].errors) for answer in answers}) == 1


def test_guessing_from_one_place_locks_nobody_out_elsewhere(operator: Actor) -> None:
    email = person_of(operator).email
    attacker = Client(REMOTE_ADDR="198.51.100.7")
    for _ in range(8):
        attacker.post("/desk/sign-in/", {"login": email, "password": "wrong-wrong-wrong"})
    assert attacker.post("/desk/sign-in/", {"login": email, "password": PASSWORD}).status_code == 200
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    assert elsewhere.post("/desk/sign-in/", {"login": email, "password": PASSWORD}).status_code == 302


def test_rate_limits_keep_no_address_and_no_account(operator: Actor) -> None:
    email = person_of(operator).email
    Client(REMOTE_ADDR="198.51.100.7").post("/desk/sign-in/", {"login": email, "password": "wrong-wrong-wrong"})
    kept = str(list(cache._cache.items()))  # type: ignore[attr-defined]
    assert kept != "[]"
    assert "198.51.100.7" not in kept
    assert email not in kept


def test_too_many_requests_end_in_a_page(operator: Actor) -> None:
    client = Client()
    answers = [client.get("/desk/sign-in/") for _ in range(2)]
    for _ in range(31):
        answers.append(client.post("/desk/sign-in/", {"login": "a@b.example", "password": "x"}))
    assert answers[-1].status_code == 429
    assert b"<h1>" in answers[-1].content


def test_the_session_is_another_one_after_signing_in(operator: Actor) -> None:
    client = Client()
    client.get("/desk/invitation/abc/")
    before = client.cookies["desk"].value
    sign_in(client, operator)
    assert client.cookies["desk"].value != before


def test_signing_out_ends_the_session_and_takes_the_key_back(operator: Actor) -> None:
    client = Client()
    sign_in(client, operator)
    kept = client.cookies["desk"].value
    answer = client.post("/desk/sign-out/")
    assert answer["Location"] == "/desk/sign-in/"
    assert answer.cookies[sessions.KEY_COOKIE].value == ""
    thief = Client()
    thief.cookies["desk"] = kept
    assert actor_seen_by(thief) is None


def test_another_site_cannot_be_the_way_on(operator: Actor) -> None:
    answer = sign_in(Client(), operator, next="https://evil.example/")
    assert answer["Location"] == "/desk/"
    assert sign_in(Client(), operator, next="/desk/me/")["Location"] == "/desk/me/"


@pytest.mark.parametrize("page", ["signup", "email", "password/reset", "confirm-email", "second-factor/webauthn/login"])
def test_no_other_door_of_the_library_is_open(page: str) -> None:
    assert Client().get(f"/desk/{page}/").status_code == 404
    assert Client().get(f"/accounts/{page}/").status_code == 404


@pytest.mark.parametrize("typed", ["", "x" * 1_000_000, "a\x00b", "‮نص@x.example", "👩‍🚒"])
def test_whatever_is_typed_ends_in_a_sentence(typed: str) -> None:
    answer = Client().post("/desk/sign-in/", {"login": typed, "password": typed})
    assert answer.status_code == 200
    assert answer.context["form"].errors


def test_an_account_of_two_cases_is_one(operator: Actor) -> None:
    person = person_of(operator)
    assert sign_in(Client(), Person(id=person.id, email=person.email.upper())).status_code == 302


def test_old_sessions_confirm_the_password_before_changing_the_second_factor(operator: Actor) -> None:
    client = signed_in_client(operator)
    asked = client.get("/desk/second-factor/totp/activate/")
    assert asked["Location"].startswith("/desk/second-factor/password/")
    assert client.get(asked["Location"]).status_code == 200
    assert client.post(asked["Location"], {"password": "wrong-wrong"}).status_code == 200
    assert client.post(asked["Location"], {"password": PASSWORD})["Location"] == "/desk/second-factor/totp/activate/"
    assert client.get("/desk/second-factor/totp/activate/").status_code == 200


@pytest.mark.parametrize(
    "page", ["", "totp/deactivate/", "recovery-codes/", "recovery-codes/generate/", "recovery-codes/download/",
             "webauthn/", "webauthn/add/", "reauthenticate/", "password/"],
)  # fmt: skip
def test_every_page_of_the_second_factor_is_ours(operator: Actor, page: str) -> None:
    secret = with_app(operator)
    RecoveryCodes.activate(person_of(operator))
    client = Client()
    sign_in(client, operator)
    assert client.get("/desk/second-factor/authenticate/").status_code == 200
    client.post("/desk/second-factor/authenticate/", {"code": code_of(secret)})
    answer = client.get(f"/desk/second-factor/{page}")
    assert answer.status_code == 200
    if page != "recovery-codes/download/":
        assert b'class="plain"' in answer.content
