"""Wagtail's admin opens to those who may edit, by the desk's own sign-in, and to nobody else."""

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, override_settings

from smartsafe.faces.desk.cms.door import CmsDoor
from smartsafe.library.models import LibraryDocument, LibraryItem
from smartsafe.people import sessions
from smartsafe.people.actions.accounts import set_roles
from smartsafe.people.actors import Actor
from smartsafe.people.models import Person, SignIn
from tests.factories import people
from tests.factories.library import a_file, a_pdf, an_item

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Actor], Client]


@pytest.mark.parametrize("role", ["operator", "analyst", "educator", "administrator"])
def test_others_are_refused(role: str, vault: str, client_of: ClientOf) -> None:
    item = an_item()
    client = client_of(people.a_person(role))
    for address in ("/cms/", f"/cms/pages/{item.pk}/edit/", "/cms/documents/", "/cms/users/", "/cms/login/"):
        assert client.get(address).status_code in (302, 403), address
    assert client.post(f"/cms/pages/{item.pk}/unpublish/").status_code == 403


def test_an_officer_is_refused(officer: Actor, client_of: ClientOf) -> None:
    assert client_of(officer).get("/cms/").status_code == 403


@pytest.mark.parametrize(
    "address", ["/cms/", "/cms/pages/", "/cms/login/", "/cms/password_reset/", "/cms/api/main/pages/"]
)
def test_a_stranger_is_sent_to_the_one_door(address: str, client: Client) -> None:
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/desk/sign-in/?next=%2Fcms%2F")
    assert client.post(address, {"username": "editor@demo.example", "password": "x"})["Location"].startswith("/desk/")


def test_a_lost_role_closes_the_door_at_once_and_the_group_with_it(administrator: Actor, client_of: ClientOf) -> None:
    editor = people.a_person("editor")
    client = client_of(editor)
    assert client.get("/cms/").status_code == 200
    person = Person.objects.get(id=editor.id)
    assert set(person.groups.values_list("name", flat=True)) == {"editor"}
    set_roles(administrator, person_id=editor.id, roles=frozenset({"educator"}))
    assert client.get("/cms/").status_code == 403
    assert not person.groups.exists()
    set_roles(administrator, person_id=editor.id, roles=frozenset({"supervisor"}))
    assert set(person.groups.values_list("name", flat=True)) == {"supervisor"}


def test_accounts_and_rights_are_not_tended_there(vault: str, client_of: ClientOf) -> None:
    client = client_of(people.a_person("editor"))
    item = an_item()
    for address in (
        "users/", "groups/", "account/change_password/", "api-tokens/", "failwhale/", "bulk/people/person/delete/",
        f"pages/{item.pk}/privacy/", "collections/1/privacy/",
    ):  # fmt: skip
        assert client.get(f"/cms/{address}").status_code == 404, address
    assert LibraryItem.private_page_options == []
    assert client.post("/cms/account/", {"name_email-first_name": "X"})["Location"] == "/desk/me/"


def test_signing_out_there_ends_the_sign_in_and_takes_the_key_back(vault: str, client_of: ClientOf) -> None:
    client = client_of(people.a_person("editor"))
    answer = client.post("/cms/logout/")
    assert answer["Location"] == "/desk/sign-in/"
    assert not answer.cookies[sessions.KEY_COOKIE].value
    assert not SignIn.objects.exists()
    assert client.get("/cms/").status_code == 302
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/cms/logout/").status_code == 403


def test_the_way_back_never_leads_to_a_closed_address(client: Client, vault: str, client_of: ClientOf) -> None:
    assert client.get("/cms/login/?next=/cms/logout/")["Location"] == "/desk/sign-in/?next=%2Fcms%2F"
    assert client_of(people.a_person("editor")).get("/cms/login/")["Location"] == "/cms/"


def test_where_the_desk_is_not_there_is_no_door() -> None:
    with override_settings(ROLE="public"), pytest.raises(MiddlewareNotUsed):
        CmsDoor(lambda request: HttpResponse())


def test_only_there_the_policy_is_looser(vault: str, client_of: ClientOf) -> None:
    client = client_of(people.a_person("supervisor"))
    assert "'unsafe-inline'" in client.get("/cms/")["Content-Security-Policy"]
    for address in ("/desk/", "/sr/", "/sr/library/"):
        assert "unsafe" not in client.get(address)["Content-Security-Policy"], address


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("slika.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("strana.html", b"<!doctype html><script>alert(1)</script>"),
        ("brosura.pdf", b"<html><body><script>alert(1)</script></body></html>"),
        ("program.pdf", b"MZ\x90\x00" + b"\x00" * 80),
        ("evil.hta", b"PK\x03\x04" + b"\x00" * 26 + b"mimetypeapplication/epub+zip<script>alert(1)</script>"),
        ("x.wsf", b"%PDF-1.7\n<job><script>alert(1)</script></job>"),
    ],
    ids=["svg", "html", "html called pdf", "program called pdf", "program within a book", "program within a pdf"],
)
def test_what_can_act_in_a_browser_is_refused_in_words(
    name: str, content: bytes, vault: str, client_of: ClientOf
) -> None:
    client = client_of(people.a_person("editor"))
    client.get("/cms/")
    answer = client.post("/cms/documents/add/", {"title": "Т", "file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 200
    assert "PDF" in answer.content.decode()
    assert not LibraryDocument.objects.exists()


def test_a_pdf_is_taken(vault: str, client_of: ClientOf) -> None:
    client = client_of(people.a_person("editor"))
    client.get("/cms/")
    client.post("/cms/documents/add/", {"title": "Т", "file": SimpleUploadedFile("a.pdf", a_pdf())})
    assert LibraryDocument.objects.get().media == "application/pdf"


def test_a_file_gets_the_ending_of_what_it_is(client: Client) -> None:
    file = a_file(an_item(), name="staro.wsf")
    answer = client.get(f"/sr/library/passwords-that-last/files/{file.pk}/")
    assert 'filename="passwords-that-last.pdf"' in answer["Content-Disposition"]
    LibraryDocument.objects.update(media="text/html")
    answer = client.get(f"/sr/library/passwords-that-last/files/{file.pk}/")
    assert 'filename="passwords-that-last.bin"' in answer["Content-Disposition"]
    assert answer["Content-Type"] == "application/octet-stream"


@pytest.mark.parametrize("kind", ["multipart", "urlencoded"])
def test_long_pages_may_send_many_fields_there_alone(kind: str, vault: str, client_of: ClientOf) -> None:
    client = client_of(people.a_person("editor"))
    item = an_item()
    client.raise_request_exception = False

    def status(address: str, fields: int) -> int:
        data = {f"f{number}": "" for number in range(fields)} | {"body-count": "0"}
        if kind == "multipart":
            return client.post(address, data).status_code
        sent = urlencode(data)
        return client.post(address, sent, content_type="application/x-www-form-urlencoded").status_code

    assert status(f"/cms/pages/{item.pk}/edit/", 3000) in (
        200,
        500,
    )  # read; a form that lacks all its own fields is another matter
    assert status("/desk/sign-in/", 600) == 413
    assert status("/sr/report/", 600) == 413
