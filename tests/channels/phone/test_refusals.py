"""Unsigned, old, too large, nonsense: refused with the right status, leaving one entry without content."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.http import Http404

from smartsafe import clock
from smartsafe.audit.models import Entry
from smartsafe.channels.contract import TryLater
from smartsafe.channels.models import InboundEvent
from smartsafe.channels.phone import recordings
from smartsafe.channels.phone.payloads import CallEvent
from smartsafe.channels.phone.recordings import may_be_fetched
from tests.channels.phone.conftest import OPEN
from tests.channels.test_http import a_server
from tests.factories.phone import NUMBER, VARIABLE, an_event, post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("exchange")]


def body(**more: Any) -> bytes:
    return json.dumps(an_event("ringing", "c1", number=NUMBER, **more)).encode()


def refusals() -> list[dict[str, Any]]:
    return list(Entry.objects.filter(action="channel.refused").values_list("details", flat=True))


def refused(answer_status: int, why: str) -> None:
    assert refusals() == [{"why": why, "status": answer_status}]
    assert not InboundEvent.objects.exists()


@pytest.mark.parametrize("wrong", [{"signature": ""}, {"signature": "0" * 64}, {"signature": "ћ"}, {"secret": "other"}])
def test_unsigned(wrong: dict[str, str]) -> None:
    if wrong.get("signature") == "ћ":
        wrong = {"signature": "\x00"}
    answer = post(body(), **wrong)
    assert answer.status_code == 401
    refused(401, "unsigned")


def test_a_signature_covers_the_body_and_the_time() -> None:
    from smartsafe.channels.phone.signing import signature
    from tests.factories.phone import SECRET

    time = str(int(OPEN.timestamp()))
    signed = signature(SECRET, time, body(id="one"))
    assert post(body(id="two"), time=time, signature=signed).status_code == 401
    later = str(int(OPEN.timestamp()) + 1)
    assert post(body(id="one"), time=later, signature=signed).status_code == 401


@pytest.mark.parametrize("shift", [timedelta(minutes=-6), timedelta(minutes=6)])
def test_replayed(shift: timedelta) -> None:
    told = body()
    with clock.at(OPEN + shift):
        answer = post(told, time=int(OPEN.timestamp()))
    assert answer.status_code == 409
    refused(409, "replayed")


def test_oversized() -> None:
    assert post(b" " * (16 * 1024 * 1024 + 1)).status_code == 413
    refused(413, "oversized")


def test_only_a_recording_may_be_large() -> None:
    assert post(body(also="x" * 20_000)).status_code == 413
    refused(413, "oversized")


@pytest.mark.parametrize(
    "told",
    [
        b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000,
        b'{"id": "1", "event": "exploded", "call": "c1"}',
        b'{"id": "", "event": "ringing", "call": "c1"}',
        b'{"id": "1", "event": "ringing"}',
        b'{"id": "1", "event": "ringing", "call": "c\\u00001"}',
        b'{"id": "1", "event": "ringing", "call": "\\ud800"}',
        b'{"id": "1", "event": "ringing", "call": "c1", "at": "yesterday"}',
        b'{"id": "1", "event": "ringing", "call": "c1", "at": "2026-11-25T09:00:00"}',
        b'{"id": "1", "event": "ringing", "call": "c1", "at": 1e400}',
        b'{"id": "1", "event": "ringing", "call": "c1", "at": 99999999999999999}',
        b'{"id": "1", "event": "voicemail", "call": "c1", "recording": {"base64": "no!"}}',
        b'{"id": "1", "event": "voicemail", "call": "c1", "seconds": -1}',
    ],
)  # fmt: skip
def test_malformed(told: bytes) -> None:
    assert post(told).status_code == 400
    refused(400, "malformed")


def test_a_time_that_is_no_time() -> None:
    for time in ("", "soon", "1" * 30):
        assert post(body(), time=time).status_code == 400
    assert {one["why"] for one in refusals()} == {"malformed"}


def test_nothing_is_told_before_it_has_happened() -> None:
    from smartsafe.channels.tasks import take_in_waiting
    from tests.factories.phone import the_call

    post(body(at=OPEN + timedelta(days=400)))
    take_in_waiting()
    assert the_call().at == OPEN


@pytest.mark.parametrize("secret", ["", "short"])
def test_without_a_good_secret_there_is_no_such_address(monkeypatch: pytest.MonkeyPatch, secret: str) -> None:
    monkeypatch.setenv(VARIABLE, secret)
    with pytest.raises(Http404):
        post(body(), secret=secret)


@pytest.mark.parametrize(
    ("address", "may"),
    [
        ("https://pbx.example/recordings/1.wav", True),
        ("https://pbx.example/recordings/2026/11/1.wav", True),
        ("https://pbx.example/other/1.wav", False),
        ("https://pbx.example/recordings/../secret", False),
        ("https://pbx.example/recordings/%2e%2e/secret", False),
        ("https://pbx.example/recordingsevil/1.wav", False),
        ("http://pbx.example/recordings/1.wav", False),
        ("https://pbx.example:8443/recordings/1.wav", False),
        ("https://pbx.example@evil.example/recordings/1.wav", False),
        ("https://user@pbx.example/recordings/1.wav", False),
        ("https://evil.example/recordings/1.wav", False),
        ("https://pbx.example:bad/recordings/1.wav", False),
        ("file:///recordings/1.wav", False),
        ("", False),
    ],
)
def test_recordings_are_fetched_only_from_where_the_centre_says(
    monkeypatch: pytest.MonkeyPatch, address: str, may: bool
) -> None:
    monkeypatch.setenv("SMARTSAFE_CHANNEL_PHONE_RECORDINGS", "https://pbx.example/recordings/")
    assert may_be_fetched(address) is may


def fetched(monkeypatch: pytest.MonkeyPatch, address: str) -> tuple[str, bytes] | None:
    monkeypatch.setenv("SMARTSAFE_CHANNEL_PHONE_RECORDINGS", f"{address}/recordings/")
    monkeypatch.setenv("SMARTSAFE_CHANNEL_PHONE_RECORDINGS_AUTHORIZATION", "Basic c2VjcmV0")
    told = {"id": "e1", "event": "voicemail", "call": "c1", "recording_url": f"{address}/recordings/2026/7.wav"}
    return recordings.sound(CallEvent.model_validate(told))


def test_a_recording_is_fetched_with_the_authorization(monkeypatch: pytest.MonkeyPatch) -> None:
    with a_server(body=b"RIFF") as (address, asked):
        assert fetched(monkeypatch, address) == ("7.wav", b"RIFF")
    assert asked[0]["Authorization"] == "Basic c2VjcmV0"


def test_a_recording_that_is_gone_or_too_large_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recordings, "LARGEST", 3)
    for status in (404, 410, 200):
        with a_server(status, body=b"RIFF" if status == 200 else b"") as (address, _):
            assert fetched(monkeypatch, address) is None


@pytest.mark.parametrize("status", [302, 401, 500])
def test_other_answers_are_tried_again(monkeypatch: pytest.MonkeyPatch, status: int) -> None:
    with a_server(status, Location="http://127.0.0.1:1/") as (address, asked), pytest.raises(TryLater):
        fetched(monkeypatch, address)
    assert len(asked) == 1
