"""What the public reads: both scripts, no cookie, no script within; files counted and never handed out blindly."""

import gzip
import json
import re
from datetime import UTC, datetime
from xml.etree import ElementTree

import pypdfium2
import pytest
from django.core.management import call_command
from django.test import Client

from smartsafe.audit.actions import SYSTEM
from smartsafe.faces.public import pace
from smartsafe.faces.public.library.taking import MOST
from smartsafe.library import printing
from smartsafe.library.actions.loading import load
from smartsafe.library.models import Downloads, Entry, ItemFile, LibraryDocument, LibraryItem
from smartsafe.library.source import sources
from tests.factories.library import a_file, an_item
from tests.pages import complaints

pytestmark = pytest.mark.django_db
EVIL = '</script><script>alert(1)</script><img src=x onerror="alert(2)">'


def get(path: str, language: str = "sr") -> str:
    answer = Client().get(f"/{language}/library/{path}")
    assert answer.status_code == 200, path
    return answer.content.decode()


def pdf_text(path: str, language: str = "sr") -> str:
    pdf = pypdfium2.PdfDocument(Client().get(f"/{language}/library/{path}").content)
    return " ".join(page.get_textpage().get_text_bounded() for page in pdf)


@pytest.fixture
def loaded(db: None) -> None:
    load(SYSTEM)


@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
def test_every_item_the_profile_brings_is_a_good_page(loaded: None, language: str) -> None:
    shelf = sources()
    assert len(shelf) >= 12
    for path in ("", "?q=a&audience=parents", "?q=xyzzy", *(f"{one.slug}/" for one in shelf)):
        client = Client()
        words = client.get(f"/{language}/library/{path}").content.decode()
        assert complaints(words, language, tokens=False) == [], path
        assert not client.cookies
        assert len(gzip.compress(words.encode())) < 14_000  # beside 44 KB of style and typefaces


def test_what_editors_changed_or_took_down_is_not_loaded_again(loaded: None) -> None:
    item = LibraryItem.objects.get(slug="passwords", locale__language_code="sr")
    item.title = "Наш наслов"
    item.save()
    LibraryItem.objects.get(slug="scams", locale__language_code="sr").unpublish()
    call_command("library", "load", verbosity=0)
    assert LibraryItem.objects.get(pk=item.pk).title == "Наш наслов"
    assert Client().get("/sr/library/scams/").status_code == 200  # the English one is still there, and says so
    assert "lang=&quot;" not in get("scams/")


def test_an_item_in_another_language_says_so() -> None:
    an_item("Само на српском", "only")
    words = get("only/", "en")
    assert 'lang="sr-Latn-RS"' in words
    assert "Samo na srpskom" in words
    assert "Serbian" in words


def test_what_an_editor_types_is_never_markup() -> None:
    an_item(EVIL, "evil", summary=EVIL, author=EVIL, body=[
        ("text", f"<p>{EVIL}<a href='javascript:alert(3)'>x</a></p>"), ("heading", EVIL), ("tips", [EVIL]),
        ("quote", {"text": EVIL, "who": EVIL}), ("question", {"question": EVIL, "options": [EVIL], "answer": EVIL}),
    ])  # fmt: skip
    for words in (get("evil/"), get("?q=alert")):
        outside = re.sub(r'<script type="application/ld\+json">.*?</script>', "", words, flags=re.DOTALL)
        assert not re.search(r"<script(?![^>]* src=)|<img src=x|onerror=\"|javascript:", outside)
    assert EVIL not in Client().get("/sr/library/feed/").content.decode()
    assert "alert(1)" in pdf_text("evil/pdf/")


def test_machines_read_what_it_is() -> None:
    an_item(EVIL, "evil", licence="cc_by", minutes=4)
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', get("evil/"), re.DOTALL)
    told = json.loads(found[1]) if found else {}
    assert told["name"] == EVIL
    assert (told["@context"], told["inLanguage"], told["timeRequired"]) == ("https://schema.org", "sr", "PT4M")


def test_a_file_is_taken_counted_and_cannot_act() -> None:
    file = a_file(an_item())
    answer = Client().get(f"/sr/library/passwords-that-last/files/{file.pk}/")
    assert b"".join(answer.streaming_content)[:5] == b"%PDF-"  # type: ignore[attr-defined]
    assert "attachment" in answer["Content-Disposition"]
    assert "sandbox" in answer["Content-Security-Policy"]
    list(Client().get(f"/sr/library/passwords-that-last/files/{file.pk}/").streaming_content)  # type: ignore[attr-defined]
    Client().head("/sr/library/passwords-that-last/pdf/")
    Client().get("/sr-latn/library/passwords-that-last/pdf/")
    assert list(Downloads.objects.values_list("count", flat=True)) == [3]
    assert {field.name for field in Downloads._meta.fields} == {"id", "item", "day", "count"}


def test_a_removed_document_that_is_still_linked_says_so() -> None:
    file = a_file(an_item())
    address = f"/sr/library/passwords-that-last/files/{file.pk}/"
    LibraryDocument.objects.get().delete()
    answer = Client().get(address)
    assert answer.status_code == 410
    assert "Овај фајл је повучен" in answer.content.decode()
    assert "/sr/library/passwords-that-last/" in answer.content.decode()
    assert "уклоњен" in get("passwords-that-last/")
    gone = a_file(LibraryItem.objects.get())
    gone.document.file.storage.delete(gone.document.file.name)  # type: ignore[union-attr]
    assert Client().get(f"/sr/library/passwords-that-last/files/{gone.pk}/").status_code == 410
    ItemFile.objects.all().delete()  # taken from the item by an editor
    assert Client().get(address).status_code == 410


def test_a_file_of_a_draft_is_reached_by_nobody() -> None:
    file = a_file(an_item(live=False))
    assert Client().get(f"/sr/library/passwords-that-last/files/{file.pk}/").status_code == 404
    assert Client().get(f"/sr/library/other/files/{file.pk}/").status_code == 404


def test_a_chosen_set_is_one_pdf_in_the_readers_script(loaded: None) -> None:
    text = pdf_text("print/?item=passwords&item=emergency-card&item=passwords", "sr-latn")
    assert text.index("Lozinke koje izdrže") < text.index("Kartica za hitne slučajeve")
    assert not re.search("[\u0400-\u04ff]", text)
    assert "Лозинке које издрже" in pdf_text("passwords/pdf/")


def test_a_set_has_its_limits(loaded: None) -> None:
    for query, status in (
        ("", 400),
        ("item=nothing", 404),
        ("item=%00", 404),
        ("item=a%27b", 404),
        ("&".join(f"item=x{n}" for n in range(MOST + 1)), 400),
    ):
        answer = Client().get(f"/sr/library/print/?{query}")
        assert answer.status_code == status
        assert "<h1" in answer.content.decode()


def test_a_set_is_typeset_once_for_all_who_read_it_and_never_for_many_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        an_item(f"Ставка {number}", f"item-{number}")
    set_on_paper: list[str] = []
    monkeypatch.setattr(
        printing, "pdf", lambda items, language: set_on_paper.append(language) or b"%PDF-" + language.encode()
    )
    monkeypatch.setattr(pace, "PRINTS", 4)
    address = "/{}/library/print/?item=item-0&item=item-1"
    assert Client().head(address.format("sr")).status_code == 200
    assert set_on_paper == []
    for language in ("sr", "sr", "sr-latn", "sr"):
        assert Client().get(address.format(language)).content == b"%PDF-" + language.encode()
    assert set_on_paper == ["sr", "sr-latn"]
    item = LibraryItem.objects.get(slug="item-0")
    item.summary = "Другачије"
    item.save()
    Client().get(address.format("sr"))
    assert len(set_on_paper) == 3
    assert [Client().get(f"/sr/library/item-{n}/pdf/").status_code for n in (1, 2)] == [200, 429]
    assert Client().get(address.format("sr")).status_code == 200
    assert len(set_on_paper) == 4


@pytest.mark.parametrize(
    "query", ["page=0", "page=-1", "page=99999", "page=²", "topic=x&audience=%00", "q=%00", "page=1e9"]
)
def test_no_address_breaks_the_list(query: str) -> None:
    an_item()
    assert "<h1" in get(f"?{query}")


def test_pages_follow_one_another_with_the_filters_kept() -> None:
    for number in range(25):
        an_item(f"Ставка {number}", f"item-{number}")
    first = get("?audience=parents&q=ставка")
    following = re.search(r'rel="next" href="\?([^"]+)"', first)
    assert following
    assert "audience=parents" in following[1]
    assert get("?" + following[1].replace("&amp;", "&")).count('class="book"') == 1


def test_the_feed_and_the_sitemap_know_what_is_published(loaded: None) -> None:
    feed = ElementTree.fromstring(Client().get("/sr-latn/library/feed/").content)
    entries = feed.findall("{http://www.w3.org/2005/Atom}entry")
    assert len(entries) == len(sources())
    assert "/sr-latn/library/" in (entries[0].findtext("{http://www.w3.org/2005/Atom}id") or "")
    sitemap = Client().get("/sitemap.xml").content.decode()
    for path in ("/en/library/scams/", "/sr-latn/advice/grooming/", "/sr/"):
        assert f"http://testserver{path}<" in sitemap
    for address in re.findall(r"<loc>http://testserver(.*?)</loc>", sitemap)[::9]:
        assert Client().get(address).status_code == 200, address


def test_advice_and_home_lead_to_the_library(loaded: None) -> None:
    assert "/sr/library/photo-threat/" in Client().get("/sr/advice/sextortion/").content.decode()
    assert 'is-learn" href="/sr/library/"' in Client().get("/sr/").content.decode()


def test_only_our_own_drawings_are_shown(client: Client) -> None:
    assert client.get("/sr/library/drawings/hook.svg")["Content-Type"] == "image/svg+xml"
    assert client.get("/sr/library/drawings/other.svg").status_code == 404


def test_the_newest_of_a_page_is_what_search_keeps() -> None:
    item = an_item(first_published_at=datetime(2026, 1, 2, tzinfo=UTC))
    item.title = "Други наслов"
    item.save()
    assert Entry.objects.get().card["title"] == "Други наслов"
    assert "Други наслов" in get("?q=drugi")
