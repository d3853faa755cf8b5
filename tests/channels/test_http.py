"""Outgoing HTTP: never into our own network by mistake, no redirects, secrets only to their own origin."""

import gzip
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import chain, repeat
from threading import Event, Thread
from typing import Any

import pytest

from smartsafe.channels import http
from smartsafe.channels.contract import Refused, TryLater
from smartsafe.channels.http import ForbiddenAddress, Sender


@contextmanager
def a_server(status: int = 200, body: bytes = b"{}", **headers: str) -> Iterator[tuple[str, list[Any]]]:
    asked: list[Any] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(dict(self.headers))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET

        def log_message(self, *told: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_the_configured_base_may_stand_on_this_machine_and_gets_the_secret() -> None:
    with a_server() as (address, asked):
        assert Sender(address, headers={"Authorization": "secret"}).post("/x", json={}).status_code == 200
    assert asked[0]["Authorization"] == "secret"


@pytest.mark.parametrize(
    "url",
    [
        "http://files.example/a.jpg", "https://127.0.0.1/a", "https://localhost/a", "https://[::1]/a",
        "https://169.254.169.254/latest/meta-data", "https://10.0.0.8/a", "https://0.0.0.0/", "https://[::ffff:10.0.0.1]/",
        "file:///etc/passwd", "gopher://127.0.0.1/", "https://:99999/", "https:///a", "https://[a/",
    ],
)  # fmt: skip
def test_other_addresses_must_be_public(url: str) -> None:
    with a_server() as (address, asked), pytest.raises((ForbiddenAddress, TryLater)):
        Sender(address, headers={"Authorization": "secret"}).file(url, limit=10)
    assert not asked


def test_another_port_of_the_same_machine_is_another_place() -> None:
    with a_server() as (address, _), a_server() as (elsewhere, asked), pytest.raises(ForbiddenAddress):
        Sender(address).file(f"{elsewhere}/a.jpg", limit=10)
    assert not asked


def test_a_name_that_means_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 443)) for ip in ("93.184.216.34", "192.168.1.1")]
    monkeypatch.setattr(http.socket, "getaddrinfo", lambda *told, **named: found)
    with pytest.raises(ForbiddenAddress):
        http.public_address("rebinding.example", 443)


def test_a_redirect_is_not_followed() -> None:
    with a_server(302, Location="http://127.0.0.1:1/") as (address, asked):
        assert Sender(address).get("/x").status_code == 302
    assert len(asked) == 1


def test_trouble_is_tried_later_and_a_refusal_comes_back() -> None:
    with a_server(429, Retry_After="77") as (address, _), pytest.raises(TryLater) as later:
        Sender(address).get("/x")
    assert later.value.after_seconds == 77
    with a_server(503) as (address, _), pytest.raises(TryLater):
        Sender(address).get("/x")
    with a_server(403) as (address, _):
        assert Sender(address).get("/x").status_code == 403
    with pytest.raises(TryLater):
        Sender("http://127.0.0.1:1").get("/x")


def test_more_than_the_limit_is_not_read() -> None:
    with a_server(body=b"x" * 100_000) as (address, _), pytest.raises(Refused):
        Sender(address).file(f"{address}/a", limit=50_000)


@pytest.mark.parametrize("packed", ["gzip", "br", "gzip, gzip", "identity, deflate"])
def test_what_is_packed_is_not_unpacked(packed: str) -> None:
    bomb = gzip.compress(b"0" * 10_000_000)
    with a_server(body=bomb, Content_Encoding=packed) as (address, asked):
        with pytest.raises(Refused):
            Sender(address).get("/x")
        assert Sender(address).knock("/x") == 200
    assert {headers["Accept-Encoding"] for headers in asked} == {"identity"}
    with a_server(503, body=bomb, Content_Encoding=packed) as (address, _), pytest.raises(TryLater):
        Sender(address).get("/x")


@pytest.mark.parametrize("start", [b"", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_an_answer_that_drips_holds_nobody(start: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """In its head or in its body: each piece in time, the whole never."""
    monkeypatch.setattr(http, "WHOLE", 0.15)
    ended = Event()

    def drip(listening: socket.socket) -> None:
        asked, _ = listening.accept()
        with asked, suppress(OSError):
            for piece in chain([start], repeat(b"x")):
                asked.sendall(piece)
                if ended.wait(0.02):
                    return

    with socket.create_server(("127.0.0.1", 0)) as listening:
        dripping = Thread(target=drip, args=(listening,), daemon=True)
        dripping.start()
        with pytest.raises(TryLater):
            Sender(f"http://127.0.0.1:{listening.getsockname()[1]}").get("/x")
        ended.set()
        dripping.join()
