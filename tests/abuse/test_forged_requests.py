"""Requests made by another site, with tricks in headers, addresses and redirects."""

import pytest
from django.test import Client

from smartsafe.audit.models import Entry
from tests.house.world import World, addresses
from tests.signing_in import signed_in_client

pytestmark = pytest.mark.django_db


def test_without_a_token_nothing_is_done_at_the_desk_or_the_portal() -> None:
    world = World()
    done = []
    for role in ("supervisor", "administrator", "officer"):
        client = signed_in_client(world.people[role])
        client.handler.enforce_csrf_checks = True
        before = Entry.objects.count()
        for one in addresses():
            if not one.name.startswith(("desk:", "portal:", "account", "mfa")):
                continue  # the public face has no tokens: the next test is about it
            answer = client.post(world.address(one), {"text": "x"})
            if answer.status_code not in (403, 405, 404):
                done.append(f"{one.name} as {role}: {answer.status_code}")
        assert Entry.objects.count() == before
    assert not done, done


@pytest.mark.parametrize("address", ["/en/report/", "/en/help/", "/en/return/", "/en/return/conversation/"])
def test_another_site_cannot_send_a_public_form(vault: str, address: str) -> None:
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}):
        answer = Client(headers=headers).post(address, {"about_whom": "me", "go": "next", "code": "1" * 16})
        assert answer.status_code == 403
        assert not answer.cookies


@pytest.mark.parametrize(
    "going",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "/desk/\r\nSet-Cookie: a=b"],
)
def test_signing_in_never_leads_elsewhere(vault: str, going: str) -> None:
    from tests.factories.people import a_person
    from tests.signing_in import sign_in

    answer = sign_in(Client(), a_person("operator"), next=going)
    assert answer.status_code == 302  # type: ignore[attr-defined]
    location = answer["Location"]  # type: ignore[index]
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))
    assert "\n" not in location
    assert "evil" not in location


@pytest.mark.parametrize(
    "path",
    [
        "/static/../smartsafe/project/settings/security.py", "/static/%2e%2e/%2e%2e/pyproject.toml", "/en/../desk/",
        "/en/advice/..%2f..%2fetc%2fpasswd/", "/desk/evidence/../../etc/passwd", "//evil.example/desk/", "/en/%00/",
        "/en/report/%3Cscript%3E/", "/.env", "/.git/config", "/data/secret-key", "/en/return/9999999999999999/",
    ],
)  # fmt: skip
def test_tricks_with_paths_find_nothing(db: None, path: str) -> None:
    answer = Client().get(path)
    assert answer.status_code in (301, 302, 400, 404), path
    if answer.status_code in (301, 302):
        assert answer["Location"].startswith("/")
        assert not answer["Location"].startswith("//")


def test_a_made_up_host_is_refused(db: None, settings: object) -> None:
    settings.ALLOWED_HOSTS = ["centre.example"]  # type: ignore[attr-defined]
    answer = Client(headers={"host": "evil.example"}).get("/en/")
    assert answer.status_code == 400
    assert b"evil.example" not in answer.content


@pytest.mark.parametrize("language", ["sr\r\nX: y", "../../etc", "<script>", "xx"])
def test_tricks_with_the_wished_language(db: None, language: str) -> None:
    answer = Client(headers={"accept-language": language.replace("\r\n", " ")}).get("/")
    assert answer.status_code == 302
    assert answer["Location"] in ("/sr/", "/sr-latn/", "/en/")
