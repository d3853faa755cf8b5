"""Pictures that editors add: told by content, small, without place or camera, with words for who does not see them."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zlib import compress, crc32

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from smartsafe.library.models import LibraryItem, Picture
from smartsafe.people.actors import Actor
from tests.factories import people
from tests.factories.library import a_photo, a_picture, an_item, some_news

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Actor], Client]


def _a_bomb() -> bytes:
    """A PNG of a few bytes that says it is 60,000 points wide and high."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + crc32(kind + data).to_bytes(4, "big")

    head = (60_000).to_bytes(4, "big") * 2 + bytes([8, 2, 0, 0, 0])
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", compress(b"\0" * 1000)) + chunk(b"IEND", b"")


def _add(client: Client, name: str, content: bytes) -> Any:
    client.get("/cms/")
    return client.post("/cms/images/add/", {"title": "Слика", "file": SimpleUploadedFile(name, content)})


def test_a_photo_is_kept_small_and_without_where_it_was_taken(vault: str, client_of: ClientOf) -> None:
    client = client_of(people.a_person("editor"))
    photo = a_photo(size=(2400, 1800)).getvalue()
    assert Image.open(BytesIO(photo)).getexif()
    assert _add(client, "IMG_2017.jpg", photo).status_code == 302
    picture = Picture.objects.get()
    kept = picture.file.open("rb").read()
    with Image.open(BytesIO(kept)) as opened:
        assert (opened.format, opened.width) == ("WEBP", 1600)
        assert not opened.getexif()
    assert "Камера".encode() not in kept
    assert b"EXIF" not in kept
    assert "IMG_2017" not in picture.file.name
    listed = client.get("/cms/images/").content.decode()
    thumbnail = re.search(r'src="(/cms/pictures/\d+/)"', listed)
    assert thumbnail
    assert client.get(thumbnail[1])["Content-Type"].startswith("image/")
    assert Client().get(thumbnail[1]).status_code == 302


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("slika.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("slika.jpg", b"<!doctype html><script>alert(1)</script>"),
        ("slika.png", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
        ("bomba.png", _a_bomb()),
        ("kraj.jpg", a_photo().getvalue()[:900]),
    ],
    ids=["svg", "html called jpg", "svg called png", "bomb", "cut off"],
)
def test_what_is_no_harmless_picture_is_refused_in_words(
    name: str, content: bytes, vault: str, client_of: ClientOf
) -> None:
    answer = _add(client_of(people.a_person("editor")), name, content)
    assert answer.status_code == 200
    assert "error" in answer.content.decode()
    assert "SVG and HTML are not taken" in answer.content.decode()
    assert not Picture.objects.exists()


def test_a_cover_is_served_small_and_bare_and_found_by_nobody_who_guesses() -> None:
    picture = a_picture()
    an_item(cover_picture=picture, cover_alt="Дете и родитељ за столом")
    some_news(cover_picture=picture, cover_alt="Дете и родитељ за столом", body=[
        ("picture", {"picture": picture, "alt": "Двоје гледају екран"})])  # fmt: skip
    address = f"/sr-latn/library/pictures/{picture.key}-cover.webp"
    for path in ("library/passwords-that-last/", "library/", "news/", "news/new-workshop/"):
        assert address in Client().get(f"/sr-latn/{path}").content.decode(), path
    words = Client().get("/sr-latn/news/new-workshop/").content.decode()
    assert 'alt="Dete i roditelj za stolom"' in words
    assert 'alt="Dvoje gledaju ekran"' in words
    answer = Client().get(address)
    served = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    with Image.open(BytesIO(served)) as opened:
        assert (opened.size, opened.format) == ((640, 400), "WEBP")
    assert len(served) < 40_000
    assert answer["Content-Type"] == "image/webp"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "public" in answer["Cache-Control"]
    assert not answer.cookies
    assert Client().get(address.replace("-cover", "-original")).status_code == 404
    assert Client().get("/sr/library/pictures/00000000-0000-4000-8000-000000000000-cover.webp").status_code == 404
    picture.delete()
    assert Client().get("/sr-latn/library/passwords-that-last/").status_code == 200


GOOD = [("text", '<p>Види <a href="/sr/library/">библиотеку</a>.</p>')]
BAD: list[tuple[dict[str, Any], str]] = [
    ({"cover_alt": ""}, "Write in words"),
    ({"cover_alt": "IMG_2017.jpg"}, "the name of a file"),
    ({"body": [("picture", {"alt": ""})]}, "Write in words"),
    ({"body": [("text", '<embed embedtype="image" id="1" format="left"/>')]}, "Write in words"),
    ({"body": [("text", '<p><a href="/sr/library/">овде</a></p>')]}, "овде"),
    ({"body": [("text", '<p><a href="https://example.org">Кликните овде</a></p>')]}, "Кликните овде"),
    ({"body": [("text", "<p><b>Шта сада</b></p><p>Сачувај.</p>")]}, "looks like a heading"),
    ({"body": [("heading", "Шта сада")]}, "nothing below the heading"),
]


@pytest.mark.parametrize(("facts", "sentence"), BAD, ids=lambda value: value if isinstance(value, str) else "")
def test_what_some_cannot_read_is_not_published_by_anybody(
    facts: dict[str, Any], sentence: str, vault: str, client_of: ClientOf
) -> None:
    picture = a_picture()
    told = {"cover_picture": picture, "cover_alt": "Дете за столом", "body": GOOD, **facts}
    told["body"] = [
        (kind, {**value, "picture": picture} if kind == "picture" else value) for kind, value in told["body"]
    ]
    page = some_news(live=False, **told)
    page.save_revision()
    supervisor = people.a_person("supervisor")
    answer = client_of(supervisor).post(f"/cms/bulk/wagtailcore/page/publish/?id={page.pk}")
    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    page.refresh_from_db()
    assert not page.live


def test_the_editors_form_saves_a_draft_and_refuses_to_publish(vault: str, client_of: ClientOf) -> None:
    client = client_of(people.a_person("editor"))
    item = an_item(live=False, cover_picture=a_picture())
    empty = {
        f"{name}-{count}": "0" for name in ("comments", "files", "related")
        for count in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
    }  # fmt: skip
    form = {
        **empty, "title": "Наслов", "slug": "title", "summary": "Кратко", "format": "brochure", "licence": "cc_by",
        "cover_picture": str(item.cover_picture_id), "cover_alt": "", "body-count": "0",
    }  # fmt: skip
    address = f"/cms/pages/{item.pk}/edit/"
    assert client.post(address, form).status_code == 302
    assert LibraryItem.objects.get().latest_revision is not None
    refused = client.post(address, {**form, "action-publish": "1"})
    assert refused.status_code == 200
    assert "Write in words what the picture shows" in refused.content.decode()
    assert not LibraryItem.objects.get().live
    assert client.post(address, {**form, "cover_alt": "Дете за столом", "action-publish": "1"}).status_code == 302
    assert LibraryItem.objects.get().live
