"""The address of a partner that is told of changes: it checks the signature the way docs/api.md tells."""

import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any


class Endpoint:
    def __init__(self) -> None:
        self.secret = ""
        self.answers = 204
        self.told: list[dict[str, Any]] = []
        self.raw = b""
        self.unsigned = 0
        self.address = ""

    def hear(self, body: bytes, headers: Any) -> int:
        said = headers["Smartsafe-Time"].encode() + b"." + body
        right = hmac.new(self.secret.encode(), said, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(right, headers["Smartsafe-Signature"]):
            self.unsigned += 1
            return 401
        self.raw += body
        if self.answers < 300:
            self.told.append(json.loads(body))
        return self.answers


@contextmanager
def endpoint() -> Iterator[Endpoint]:
    heard = Endpoint()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(heard.hear(body, self.headers))
            self.send_header("Location", "http://127.0.0.1:1/elsewhere")
            self.end_headers()

        def log_message(self, *told: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.02), daemon=True)
    thread.start()
    heard.address = f"http://127.0.0.1:{server.server_port}/"
    try:
        yield heard
    finally:
        server.shutdown()
        server.server_close()
