"""Meta's side over real HTTP: the Graph API as it is documented, with its tokens, windows, limits and error codes."""

import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

APP_SECRET, VERIFY_TOKEN, VERSION = "a-secret-of-the-app", "a-word-that-we-agreed-on", "v26.0"
PAGE, ACCOUNT, NUMBER = "1029384756", "17841400000000001", "106540352242922"
TOKENS = {"facebook": "EAAG-page", "instagram": "EAAG-instagram", "whatsapp": "EAAG-system-user"}
TEMPLATE = "we_have_answered"


class Problem(Exception):
    """An answer with an error, as Meta words it."""

    def __init__(self, code: int, sub: int = 0, *, status: int = 400, headers: dict[str, str] | None = None) -> None:
        super().__init__(code)
        self.code, self.sub, self.status, self.headers = code, sub, status, headers or {}


@dataclass
class Meta:
    """What Meta knows. `wrote` is when a person last wrote to us, by their id; `files` lie at its addresses."""

    address: str = ""
    down: bool = False
    files_down: bool = False
    problems: list[Problem] = field(default_factory=list)  # the next sends end so
    wrote: dict[str, datetime] = field(default_factory=dict)
    names: dict[str, dict[str, str]] = field(default_factory=dict)
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)  # name or media id → (type, content)
    sent: list[dict[str, Any]] = field(default_factory=list)  # bodies that were taken, with the id given to each
    asked: list[str] = field(default_factory=list)  # paths
    room: int = 99  # so many messages are taken before we are told to slow down
    human_agent: bool = True  # the tag was granted to our app

    def reset(self) -> None:
        fresh = Meta(self.address)
        self.__dict__.update(fresh.__dict__)

    # What it answers: (status, headers, body)
    def answer(self, method: str, url: str, headers: Any, body: bytes) -> tuple[int, dict[str, str], bytes]:
        parts = urlsplit(url)
        self.asked.append(parts.path)
        if parts.path.startswith(("/cdn/", "/lookaside/")):
            return self._file(parts.path, headers)
        if self.down:
            return 503, {"Retry-After": "1"}, b"<html>over capacity</html>"
        try:
            channel = self._who_asks(parts.path, headers, parse_qs(parts.query))
            path = parts.path.removeprefix(f"/{VERSION}/")
            if method == "GET":
                told = self._read(channel, path, parse_qs(parts.query))
            elif self.problems:
                raise self.problems.pop(0)
            else:
                told = self._send(channel, path, json.loads(body))
        except Problem as problem:
            error = {"message": f"(#{problem.code}) …", "type": "OAuthException", "code": problem.code,
                     "error_subcode": problem.sub, "fbtrace_id": "A"}  # fmt: skip
            return problem.status, problem.headers, json.dumps({"error": error}).encode()
        return 200, {}, json.dumps(told).encode()

    def _file(self, path: str, headers: Any) -> tuple[int, dict[str, str], bytes]:
        _empty, kind, name = path.split("/", 2)
        if self.files_down:
            return 503, {}, b""
        if kind == "lookaside" and headers.get("Authorization") != f"Bearer {TOKENS['whatsapp']}":
            return 401, {}, b""
        if name not in self.files:
            return 404, {}, b"URL signature expired"
        return 200, {"Content-Type": self.files[name][0]}, self.files[name][1]

    def _who_asks(self, path: str, headers: Any, query: dict[str, list[str]]) -> str:
        if not path.startswith(f"/{VERSION}/"):
            raise Problem(2635)
        token = headers.get("Authorization", "").removeprefix("Bearer ")
        channel = next((code for code, known in TOKENS.items() if known == token), None)
        if channel is None or "access_token" in query:
            raise Problem(190, status=401)
        proof = hmac.new(APP_SECRET.encode(), token.encode(), hashlib.sha256).hexdigest()
        if query.get("appsecret_proof") != [proof]:
            raise Problem(100)
        return channel

    def _read(self, channel: str, path: str, query: dict[str, list[str]]) -> dict[str, Any]:
        if channel == "whatsapp":
            if path not in self.files or query.get("phone_number_id") != [NUMBER]:
                raise Problem(100, 33)
            kind, content = self.files[path]
            return {
                "url": f"{self.address}/lookaside/{path}", "mime_type": kind, "id": path,
                "messaging_product": "whatsapp", "sha256": hashlib.sha256(content).hexdigest(),
                "file_size": str(len(content)),
            }  # fmt: skip
        if path not in self.names:
            raise Problem(100, 33)
        wanted = query["fields"][0].split(",")
        return {name: value for name, value in self.names[path].items() if name in wanted} | {"id": path}

    def _send(self, channel: str, path: str, told: dict[str, Any]) -> dict[str, Any]:
        if channel == "whatsapp":
            return self._whatsapp(path, told)
        if path != "me/messages":
            raise Problem(100)
        person, message = told["recipient"]["id"], told["message"]
        if person not in self.wrote:
            raise Problem(100, 2018001)
        self._messenger_window(channel, person, told)
        text = message["text"]
        if not text.strip():
            raise Problem(100, 2018034)
        if channel == "facebook" and len(text.encode("utf-16-le")) // 2 > 2000:
            raise Problem(100)
        if channel == "instagram" and (len(text.encode()) > 1000 or set(message) != {"text"}):
            raise Problem(100, 2534025)
        return {"recipient_id": person, "message_id": self._taken(told)}

    def _messenger_window(self, channel: str, person: str, told: dict[str, Any]) -> None:
        since = datetime.now(UTC) - self.wrote[person]
        plain = {"facebook": "RESPONSE", "instagram": None}[channel]
        if told.get("messaging_type") == plain and "tag" not in told:
            allowed = timedelta(hours=24)
        elif (told.get("messaging_type"), told.get("tag")) == ("MESSAGE_TAG", "HUMAN_AGENT"):
            allowed = timedelta(days=7)
            if not self.human_agent:
                raise Problem(100)
        else:
            raise Problem(100)
        if since > allowed:
            raise Problem(10, 2018278)

    def _whatsapp(self, path: str, told: dict[str, Any]) -> dict[str, Any]:
        if path != f"{NUMBER}/messages" or told.get("messaging_product") != "whatsapp":
            raise Problem(100)
        address = told.get("to") or told.get("recipient", "")
        if ("to" in told) != address.isdigit() or told.get("recipient_type") != "individual":
            raise Problem(131009)
        if address not in self.wrote:
            raise Problem(131026)
        if told["type"] == "text":
            if datetime.now(UTC) - self.wrote[address] > timedelta(hours=24):
                raise Problem(131047)
            if len(told["text"]["body"].encode("utf-16-le")) // 2 > 4096:
                raise Problem(131009)
        elif told["type"] == "template":
            self._template(told["template"])
        else:
            raise Problem(131051)
        wamid = self._taken(told)
        return {"messaging_product": "whatsapp", "contacts": [{"input": address}], "messages": [{"id": wamid}]}

    def _template(self, template: dict[str, Any]) -> None:
        if template["name"] != TEMPLATE or template["language"]["code"] != "sr":
            raise Problem(132001, status=404)
        [body] = template["components"]
        [parameter] = body["parameters"]
        if len(parameter["text"]) > 1024 or {"\n", "\t"} & set(parameter["text"]) or "     " in parameter["text"]:
            raise Problem(132005)

    def _taken(self, told: dict[str, Any]) -> str:
        if len(self.sent) >= self.room:
            raise Problem(613)
        provider_id = f"out.{len(self.sent) + 1}"
        self.sent.append({**told, "id": provider_id})
        return provider_id


@contextmanager
def running() -> Iterator[Meta]:
    meta = Meta()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, headers, content = meta.answer(self.command, self.path, self.headers, body)
            self.send_response(status)
            for name, value in {"Content-Type": "application/json", **headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = _answer

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    meta.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.02), daemon=True)
    thread.start()
    try:
        yield meta
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
