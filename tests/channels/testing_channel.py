"""The reference channel: a made-up messenger, spoken over real HTTP with signatures. It exists in tests only."""

import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from django.http import HttpRequest

from smartsafe.channels import environment
from smartsafe.channels.contract import (
    Accepted,
    Inbound,
    InboundFile,
    Malformed,
    Outbound,
    Refused,
    Sent,
    Unsigned,
    body_of,
)
from smartsafe.channels.http import Sender


class Pigeon:
    """Post carried by pigeons."""

    code = "pigeon"
    label = "Pigeon post"
    one_way = False
    idempotent = True
    max_bytes = 256 * 1024

    def missing(self) -> list[str]:
        return environment.missing("pigeon", "base", "secret")

    def accept(self, request: HttpRequest) -> Accepted:
        body = body_of(request, self.max_bytes)
        if not hmac.compare_digest(signature(body), request.headers.get("X-Pigeon", "")):
            raise Unsigned()
        try:
            events = json.loads(body)["events"]
            return Accepted([(event["id"], json.dumps(event).encode()) for event in events])
        except (ValueError, KeyError, TypeError):
            raise Malformed() from None

    def parse(self, payload: bytes) -> list[Inbound]:
        event = json.loads(payload)
        files = [InboundFile(name, bytes.fromhex(content)) for name, content in event.get("files", [])]
        return [
            Inbound(
                event_id=event["id"],
                kind=event.get("kind", "message"),
                thread=event["loft"],
                text=event.get("words", ""),
                name=event.get("name", ""),
                files=files,
                at=datetime.fromtimestamp(event["at"], UTC) if "at" in event else None,
                provider_id=event.get("flight", ""),
                reply_to=event.get("answers", ""),
                why=event.get("why", ""),
            )
        ]

    def send(self, out: Outbound) -> Sent:
        sender = Sender(environment.value("pigeon", "base"))
        answer = sender.post(
            "/fly", json={"loft": out.address, "words": out.text}, headers={"Idempotency-Key": str(out.idempotency)}
        )
        if answer.status_code != 200:
            raise Refused("blocked")
        return Sent(answer.json()["flight"])


channel = Pigeon()


def signature(body: bytes) -> str:
    return hmac.new(environment.value("pigeon", "secret").encode(), body, hashlib.sha256).hexdigest()


@dataclass
class Loft:
    """The other side: a server that flies messages, once for each idempotency key, or is down."""

    address: str = ""
    down: bool = False
    refuses: bool = False
    asked: int = 0
    flown: dict[str, tuple[str, str, str]] = field(default_factory=dict)  # key → loft, words, flight

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        said = json.loads(handler.rfile.read(int(handler.headers["Content-Length"])))
        self.asked += 1
        if self.down or self.refuses:
            handler.send_response(503 if self.down else 403)
            handler.end_headers()
            return
        key = handler.headers["Idempotency-Key"]
        flight = self.flown.setdefault(key, (said["loft"], said["words"], f"flight-{len(self.flown) + 1}"))[2]
        body = json.dumps({"flight": flight}).encode()
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)


@contextmanager
def running_loft() -> Iterator[Loft]:
    loft = Loft()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            loft.answer(self)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    loft.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield loft
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
