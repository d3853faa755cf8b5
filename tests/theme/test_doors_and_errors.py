"""Every refusal is a page in the person's language with a way onward; nothing typed is lost; doors hold."""

from collections.abc import Callable

import pytest
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path
from django.utils import translation

from smartsafe.errors import DomainError, Invalid, NotAllowed, NotFound, Stale
from smartsafe.faces.theme import errors
from smartsafe.faces.theme.doors import needs
from smartsafe.people.actors import Actor, Locked
from smartsafe.project import urls as project

REFUSALS: dict[str, type[Exception]] = {
    "not-found": NotFound, "not-allowed": NotAllowed, "stale": Stale, "invalid": Invalid, "other": DomainError,
    "locked": Locked, "broken": ZeroDivisionError,
}  # fmt: skip


def refuse(request: HttpRequest, how: str) -> HttpResponse:
    raise REFUSALS[how]()


@needs("audit.see")
def guarded(request: HttpRequest) -> HttpResponse:
    return HttpResponse("inside")


urlpatterns = [
    path("desk/refuse/<slug:how>/", refuse),
    path("desk/guarded/", guarded),
    path("refuse/<slug:how>/", refuse),
    *project.urlpatterns,
]
handler400, handler403 = "smartsafe.faces.theme.errors.bad_request", "smartsafe.faces.theme.errors.not_allowed"
handler404, handler500 = "smartsafe.faces.theme.errors.not_found", "smartsafe.faces.theme.errors.broken"
here = override_settings(ROOT_URLCONF=__name__)


@here
@pytest.mark.parametrize(
    ("how", "status"),
    [("not-found", 404), ("not-allowed", 403), ("stale", 409), ("invalid", 400), ("other", 400), ("broken", 500)],
)
@pytest.mark.parametrize("face", ["/", "/desk/"])
@pytest.mark.django_db
def test_a_refusal_is_a_page(how: str, status: int, face: str) -> None:
    answer = Client(raise_request_exception=False).get(f"{face}refuse/{how}/")
    words = answer.content.decode()
    assert answer.status_code == status
    assert "<h1>" in words
    assert "data-sentence=" in words
    assert 'class="ways"' in words
    assert answer["Cache-Control"] == "no-store"


@here
@pytest.mark.django_db
def test_a_locked_session_leads_to_sign_in() -> None:
    answer = Client().get("/desk/refuse/locked/?queue=mine")
    assert answer.status_code == 302
    assert answer["Location"] == "/desk/sign-in/?next=%2Fdesk%2Frefuse%2Flocked%2F%3Fqueue%3Dmine"


@pytest.mark.django_db
def test_a_session_that_locks_on_the_way_keeps_what_was_typed(rf: RequestFactory) -> None:
    request = rf.post("/desk/x/", {"text": "дуга прича <b>", "password": "never shown"})
    kept = errors.ErrorMiddleware(lambda _: HttpResponse()).process_exception(request, Locked())
    assert kept is not None
    assert kept.status_code == 401
    assert "дуга прича &lt;b&gt;" in kept.content.decode()
    assert "never shown" not in kept.content.decode()


@here
def test_the_door_asks_who_it_is(client_of: Callable[[Actor], Client], operator: Actor, supervisor: Actor) -> None:
    assert Client().get("/desk/guarded/")["Location"].startswith("/desk/sign-in/?next=")
    assert client_of(operator).get("/desk/guarded/").status_code == 403
    assert client_of(supervisor).get("/desk/guarded/").content == b"inside"


@here
@pytest.mark.django_db
def test_an_htmx_request_is_led_to_sign_in_as_a_whole_page() -> None:
    answer = Client().get("/desk/guarded/", headers={"HX-Request": "true"})
    assert answer.status_code == 204
    assert answer["HX-Redirect"].startswith("/desk/sign-in/")


@pytest.mark.django_db
def test_a_refused_form_offers_what_was_typed_again() -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/desk/sign-out/", {"text": "све што пише", "csrfmiddlewaretoken": "forged"})
    assert answer.status_code == 403
    assert "све што пише" in answer.content.decode()
    assert "forged" not in answer.content.decode()


def test_a_megabyte_is_not_sent_back() -> None:
    request = RequestFactory().post("/sr/x/", {"text": "x" * 1_000_000})
    assert errors.kept_fields(request) == []


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
def test_too_large_says_so_in_each_language(language: str, rf: RequestFactory) -> None:
    with translation.override(language):
        answer = errors.bad_request(rf.post(f"/{language}/report/"), RequestDataTooBig())
        assert answer.status_code == 413
        assert errors.title(413) in answer.content.decode()


@pytest.mark.django_db
def test_when_even_the_page_breaks_a_sentence_remains(rf: RequestFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object, **__: object) -> str:
        raise RuntimeError

    monkeypatch.setattr(errors, "render_to_string", breaks)
    answer = errors.broken(rf.get("/sr/"))
    assert answer.status_code == 500
    assert errors.title(500) in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/sr/nope/", "/sr/%00/", "/sr/../../etc/passwd", "/nope", "/sr/advice/<script>/"])
def test_nonsense_is_not_found(address: str) -> None:
    assert Client().get(address).status_code == 404


def test_the_desk_speaks_the_persons_language(client_of: Callable[[Actor], Client], operator: Actor) -> None:
    from tests.factories.people import person_of

    client = client_of(operator)
    for code, lang in (("sr", "sr-Cyrl-RS"), ("sr-latn", "sr-Latn-RS"), ("en", "en")):
        person = person_of(operator)
        person.language = code
        person.save()
        assert f'<html lang="{lang}"' in client.get("/desk/styleguide/").content.decode()


def test_every_member_of_staff_sees_the_components(
    client_of: Callable[[Actor], Client], administrator: Actor, officer: Actor
) -> None:
    assert client_of(administrator).get("/desk/styleguide/").status_code == 200
    assert client_of(officer).get("/desk/styleguide/").status_code == 403


def test_headers_of_the_desk(client_of: Callable[[Actor], Client], operator: Actor) -> None:
    answer = client_of(operator).get("/desk/styleguide/")
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_what_another_site_sends_is_not_offered_to_be_sent_again() -> None:
    fields = {"text": "typed elsewhere", "password": "secret one", "again": "secret one"}
    forged = errors.csrf_failed(
        RequestFactory().post("/desk/people/", fields, headers={"Sec-Fetch-Site": "cross-site"})
    )
    assert "typed elsewhere" not in forged.content.decode()
    own = errors.csrf_failed(RequestFactory().post("/desk/people/", fields, headers={"Sec-Fetch-Site": "same-origin"}))
    assert "typed elsewhere" in own.content.decode()
    assert "secret one" not in own.content.decode()
