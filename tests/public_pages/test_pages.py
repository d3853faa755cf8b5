"""The public pages: in three languages, without a cookie, without a script, light."""

import importlib
import re

import brotli
import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client, override_settings

from smartsafe.country.profile import profile
from smartsafe.faces.theme import building

PATHS = ["", "advice/", "advice/sextortion/", "about/", "about/privacy/", "about/accessibility/", "about/helplines/",
         "chat/", "statistics/", "learning/", "learning/true-or-made-up/", "learning/true-or-made-up/print/",
         "learning/true-or-made-up/?so_far=1&asked=1&pick=0", "learning/true-or-made-up/?so_far=1011",
         "learning/true-or-made-up/class/", "learning/class/"]  # fmt: skip
LANGUAGES = {"sr": "sr-Cyrl-RS", "sr-latn": "sr-Latn-RS", "en": "en"}
pytestmark = pytest.mark.django_db
CYRILLIC = re.compile(r"[\u0400-\u04ff]+")


def page(path: str, language: str = "en") -> str:
    answer = Client().get(f"/{language}/{path}")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PATHS)
def test_each_page_in_each_language(path: str, language: str) -> None:
    client = Client()
    answer = client.get(f"/{language}/{path}")
    words = answer.content.decode()
    assert answer.status_code == 200
    assert f'<html lang="{LANGUAGES[language]}"' in words
    assert words.count("<h1") == 1
    assert not client.cookies, "A public page sets no cookie"
    assert "Cookie" not in answer.get("Vary", "")
    assert not re.search(r"<script(?![^>]* src=)|\sstyle=|\son[a-z]+=|javascript:", words)
    assert not re.search(
        r'(?:src|href|action)="(?:https?:)?//', re.sub(r'<a [^>]*rel="noreferrer noopener"[^>]*>', "", words)
    )
    assert f'/{language}/leave/"' in words
    assert answer["Referrer-Policy"] == "no-referrer"


ONE_SCRIPT = [path for path in PATHS if path != "about/helplines/"]  # helplines of neighbours keep their own names


@pytest.mark.parametrize("path", ONE_SCRIPT)
def test_serbian_latin_holds_no_cyrillic(path: str) -> None:
    words = page(path, "sr-latn").replace('aria-label="Ћирилица"', "").replace(">Ћир<", "><")
    assert not CYRILLIC.findall(words)


@pytest.mark.parametrize("path", ONE_SCRIPT)
def test_english_holds_no_serbian(path: str) -> None:
    words = page(path).replace('aria-label="Ћирилица"', "").replace(">Ћир<", "><")
    assert not CYRILLIC.findall(words)


def test_the_first_address_leads_to_the_best_language() -> None:
    def led(accept: str) -> str:
        return str(Client().get("/", headers={"Accept-Language": accept})["Location"])

    assert led("") == led("de") == "/sr/"
    assert led("en-GB,en;q=0.8") == "/en/"
    assert led("sr-Latn-RS,en;q=0.8") == "/sr-latn/"
    assert led("sr-RS") == "/sr/"


def test_a_bare_path_finds_its_language() -> None:
    assert Client().get("/advice/", headers={"Accept-Language": "en"})["Location"] == "/en/advice/"


def test_the_switch_stays_on_the_page() -> None:
    words = page("advice/sextortion/")
    for language in LANGUAGES:
        assert f'href="/{language}/advice/sextortion/"' in words


def test_advice_leads_to_a_report_with_the_answer_filled_in() -> None:
    assert '/en/report/?threat=grooming"' in page("advice/grooming/")


def test_every_threat_has_its_advice() -> None:
    for threat in profile().threats:
        assert str(threat.question.in_language("en")).replace("'", "&#x27;") in page(f"advice/{threat.code}/")


def test_leaving_forgets_and_goes_somewhere_harmless() -> None:
    client = Client()
    client.cookies["form"] = "x"
    answer = client.get("/en/leave/")
    assert answer.status_code == 302
    assert answer["Location"] == profile().exit_address
    assert answer.cookies["form"]["max-age"] == 0
    assert "cookies" in answer["Clear-Site-Data"]


def test_pages_are_read_only() -> None:
    assert Client().post("/en/about/").status_code == 405


@override_settings(ROLE="desk")
def test_without_a_public_face_the_first_address_is_the_desk() -> None:
    assert Client().get("/")["Location"] == "/desk/"


@pytest.mark.parametrize(
    "path", ["", "advice/sextortion/", "report/", "help/", "return/", "statistics/", "activities/"]
)
@pytest.mark.parametrize("language", ["sr", "en"])
def test_a_page_costs_at_most_60_kb(path: str, language: str) -> None:
    """Page as it is sent, style sheet and scripts compressed, every typeface; pictures are not counted."""
    call_command("build_static", verbosity=0)
    answer = Client().get(f"/{language}/{path}", headers={"Accept-Encoding": "gzip"})
    plain = Client().get(f"/{language}/{path}").content.decode()
    cost = {"page": len(answer.content)}
    for source in set(re.findall(r'(?:src|href)="/static/([^"]+\.(?:css|js))"', plain)):
        face = source.split("/")[0]
        cost[source] = len(brotli.compress((building.FACES / face / "static" / source).read_bytes()))
    cost |= {font.name: font.stat().st_size for font in (building.STATIC / "fonts").glob("*.woff2")}
    assert sum(cost.values()) <= 60 * 1024, cost
    assert settings.STATIC_URL


def test_once_a_form_is_begun_no_page_is_kept() -> None:
    client = Client()
    assert "no-store" not in client.get("/en/about/").get("Cache-Control", "")
    client.cookies["form"] = "x"
    assert client.get("/en/about/")["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("role", "public", "desk"), [("public", True, False), ("desk", False, True), ("all", True, True)]
)
def test_the_role_decides_which_faces_exist(role: str, public: bool, desk: bool) -> None:
    from smartsafe.project import urls

    try:
        with override_settings(ROLE=role):
            patterns = [str(entry.pattern) for entry in importlib.reload(urls).urlpatterns]
    finally:
        importlib.reload(urls)
    assert ("desk/" in patterns and "portal/" in patterns) is desk
    assert any(pattern.rstrip("/") in ("sr", "en", "sr-latn") for pattern in patterns) is public
