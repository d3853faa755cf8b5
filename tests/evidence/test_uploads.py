"""Files are sealed while they stream in; a refused file says why and loses nothing else."""

import io
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from smartsafe.evidence import rules, store
from smartsafe.evidence.models import Item
from smartsafe.evidence.uploads import SealingUploadHandler
from tests.factories.evidence import a_picture

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.evidence.urls")]
BOUNDARY = "a-boundary"


@pytest.fixture(autouse=True)
def _empty_store() -> None:
    for name in stored():
        store.remove(f"evidence/{name}")


def stored() -> list[str]:
    folder = Path(default_storage.path("evidence"))
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def send(*files: tuple[str, bytes], address: str = "/take/", **fields: str) -> dict[str, Any]:
    uploads = [SimpleUploadedFile(name, content, "image/png") for name, content in files]
    return dict(Client().post(address, {**fields, "files": uploads}).json())


def test_a_kept_file_is_sealed_in_the_store() -> None:
    picture = a_picture(64, 64)
    assert send(("me.png", picture), keep="1")["told"] == ["kept image"]
    (name,) = stored()
    sealed = Path(default_storage.path(f"evidence/{name}")).read_bytes()
    assert picture[:8] not in sealed
    assert len(sealed) > len(picture)
    assert "me" not in name
    assert Item.objects.get().stored_name == f"evidence/{name}"


def test_a_file_nobody_kept_is_gone_when_the_request_ends() -> None:
    assert send(("me.png", a_picture()))["told"][0].startswith("fine image evidence/")
    assert stored() == []


def test_an_empty_file_is_refused_and_the_words_stay() -> None:
    answer = send(("empty.png", b""), ("me.png", a_picture()), words="реч", keep="1")
    assert answer == {"told": ["EmptyFile", "kept image"], "words": "реч"}
    assert len(stored()) == 1


def test_a_file_over_the_limit_is_refused_while_it_streams(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smartsafe.evidence.uploads.LARGEST", 200_000)
    exactly, over = a_picture() + b"\0" * (200_000 - len(a_picture())), b"\x89PNG\r\n\x1a\n" + b"\0" * 200_000
    assert send(("a.png", exactly), ("b.png", over), keep="1")["told"] == ["kept image", "TooLarge"]
    assert len(stored()) == 1


def test_the_eleventh_file_is_refused() -> None:
    told = send(*[(f"{n}.png", a_picture()) for n in range(12)], keep="1")["told"]
    assert told == ["kept image"] * 10 + ["TooMany"] * 2
    assert len(stored()) == 10


@pytest.mark.parametrize("content", [b"MZ\x90\x00" + b"\0" * 100, b"\x7fELF\x02" + b"\0" * 100, b"\0\1\2\3" * 100])
def test_programs_and_unknown_bytes_are_refused_whatever_their_name(content: bytes) -> None:
    assert send(("holiday.png", content), keep="1")["told"] == ["NotAccepted"]
    assert stored() == []


def test_files_sent_to_a_page_that_takes_none_are_thrown_away() -> None:
    assert send(("me.png", a_picture()), address="/plain/", words="x") == {"files": 0, "words": "x"}
    assert stored() == []


def broken_off(after: int) -> bytes:
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="a.png"\r\n\r\n'.encode()
    return (head + a_picture(256, 256) + b"\0" * 300_000)[:after]


def test_an_interrupted_upload_leaves_nothing() -> None:
    body = broken_off(200_000)
    request = RequestFactory().post("/take/", body, content_type=f"multipart/form-data; boundary={BOUNDARY}")
    assert not request.FILES
    assert request.upload_interrupted  # type: ignore[attr-defined]
    assert stored() == []


def test_a_connection_that_breaks_leaves_nothing() -> None:
    class Breaking(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() > 100_000:
                raise OSError("connection reset")
            return super().read(size)

    request = RequestFactory().post("/take/", b"x", content_type=f"multipart/form-data; boundary={BOUNDARY}")
    request.META["CONTENT_LENGTH"] = "400000"
    request._stream = Breaking(broken_off(300_000))  # type: ignore[attr-defined]
    with pytest.raises(OSError):
        request.POST  # noqa: B018
    request.upload_handlers = []
    assert stored() == []


def test_twenty_five_megabytes_need_little_memory() -> None:
    handler = SealingUploadHandler(RequestFactory().post("/take/"))
    chunk = a_picture() + b"\0" * (64 * 1024 - len(a_picture()))
    handler.new_file("files", "big.png", "image/png", None)
    tracemalloc.start()
    for start in range(0, rules.LARGEST, len(chunk)):
        handler.receive_data_chunk(chunk, start)
    upload = handler.file_complete(rules.LARGEST)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert upload.size == rules.LARGEST
    assert upload.refused is None
    assert peak < 2 * 1024 * 1024
    upload.close()
    assert stored() == []
