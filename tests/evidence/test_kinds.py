"""What a file is stands in its bytes."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartsafe.evidence.kinds import disagreement, found_in
from tests.factories.evidence import a_picture

OFFICE = "application/vnd.openxmlformats-officedocument."


def zipped(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (a_picture(), "image/png"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0" + b"\0" * 50, "image/jpeg"),
        (b"GIF89a" + b"\1" * 60, "image/gif"),
        (b"RIFF\x10\0\0\0WEBPVP8 " + b"\1" * 60, "image/webp"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 60, "image/heic"),
        (b"\0\0\0\x18ftypmp42" + b"\0" * 60, "video/mp4"),
        (b"\0\0\0\x14ftypqt  " + b"\0" * 60, "video/quicktime"),
        (b"\x1aE\xdf\xa3\x01\0\0\0\0\0\0\x1fB\x86\x81\x01B\x82\x84webm" + b"\0" * 60, "video/webm"),
        (b"ID3\x03\0" + b"\0" * 60, "audio/mpeg"),
        (b"RIFF\x10\0\0\0WAVEfmt " + b"\1" * 60, "audio/wav"),
        (b"OggS\0\2" + b"\0" * 60, "audio/ogg"),
        (b"#!AMR\n" + b"\1" * 20, "audio/amr"),
        (b"%PDF-1.7\n%\xe2\xe3" + b"a" * 60, "application/pdf"),
        (b"%PDF-1.7\n" + b"a" * 60, "application/pdf"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 500, "application/msword"),
        (zipped("[Content_Types].xml", "word/document.xml"), OFFICE + "wordprocessingml.document"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), OFFICE + "spreadsheetml.sheet"),
        (zipped("chat.txt", "photo.jpg"), "application/zip"),
        ("Ђаче, здраво 👋".encode(), "text/plain"),
        ("Ђаче".encode("utf-16"), "text/plain"),
        (b"From: a@b.example\nTo: c@d.example\nSubject: x\n\nhello", "message/rfc822"),
        (b'<?xml version="1.0"?><svg onload="alert(1)"></svg>', "image/svg+xml"),
        (b"<!DOCTYPE html><p>hello", "text/html"),
        (b"", "application/octet-stream"),
        (b"MZ\x90\0" + b"\0" * 50, "application/vnd.microsoft.portable-executable"),
    ],
)
def test_kinds_are_told_by_content(content: bytes, kind: str) -> None:
    assert found_in(content) == kind


@given(st.binary(max_size=9000))
def test_any_bytes_get_an_answer(content: bytes) -> None:
    assert "/" in found_in(content)


@given(st.text(max_size=3000))
def test_a_text_cut_anywhere_never_becomes_a_program(text: str) -> None:
    assert found_in(text.encode()[:8192]).split("/")[0] in ("text", "image", "message", "application")


@pytest.mark.parametrize(
    ("name", "kind", "claims"),
    [
        ("a.JPG", "image/jpeg", ""),
        ("a.jpg", "image/png", "jpg"),
        ("a", "image/png", ""),
        ("notes.md", "text/plain", ""),
        ("a.png.exe", "image/png", "exe"),
        ("слика.пнг", "image/png", ""),
    ],
)
def test_a_name_that_claims_another_kind_is_noticed(name: str, kind: str, claims: str) -> None:
    assert disagreement(name, kind) == claims
