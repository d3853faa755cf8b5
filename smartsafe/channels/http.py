"""Talking to other systems over HTTP: short patience, no redirects, never into our own network by mistake.

A channel has one configured base address. Requests to that origin go wherever it stands, even on this machine (a
local bridge, a test's peer); any other address, such as a file's that a message names, must be public, and the
connection is made to the very address that was checked. Answers are asked for as they are and read as they come: what
is small when it arrives and huge when it is unpacked is not unpacked.
"""

import ipaddress
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx

from .contract import Refused, TryLater

PATIENCE = httpx.Timeout(10, connect=5)
WHOLE = 60.0  # seconds for everything, however steadily an answer drips
LARGEST_ANSWER = 1024 * 1024
WORTH_TRYING_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504, 507, 509, 522, 524, 529})


class ForbiddenAddress(Refused):
    """The address is not one that may be asked: not HTTPS, or inside a private network."""

    def __init__(self) -> None:
        super().__init__("refused")


def _origin(url: str) -> tuple[str, str, int]:
    try:
        parts = urlsplit(url)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
    except ValueError:
        raise ForbiddenAddress() from None
    return parts.scheme, (parts.hostname or "").lower(), port


def public_address(host: str, port: int) -> str:
    """A public IP address of the host. Raises ForbiddenAddress when any of its addresses is not public, TryLater."""
    try:
        found = {info[4][0] for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError):
        raise TryLater() from None
    addresses = [ipaddress.ip_address(str(address).partition("%")[0]) for address in found]
    if not addresses or not all(address.is_global and not address.is_multicast for address in addresses):
        raise ForbiddenAddress()
    return str(sorted(addresses, key=lambda address: address.version)[0])


class _Deadline:
    """Ends the connection of one request when its time is over: each wait has its limit, a drip of them has none."""

    def __init__(self) -> None:
        self._over = time.monotonic() + WHOLE
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(WHOLE, self._end)
        self._timer.daemon = True

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *told: object) -> None:
        self._timer.cancel()

    def trace(self, event: str, told: dict[str, Any]) -> None:
        """httpx tells of each step: what was connected, or secured, is what is ended."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            self._socket = told["return_value"].get_extra_info("socket")

    def _end(self) -> None:
        if self._socket is not None:
            with suppress(OSError):
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)  # past TLS: whoever reads is woken

    def check(self) -> None:
        """Raises TryLater."""
        if time.monotonic() >= self._over:
            raise TryLater()


class Sender:
    """Asks one provider. `headers` go only to its own origin, so that no secret leaves for elsewhere.

    `pause`: how many seconds an answer asks us to wait, where the provider says it in its own words.
    """

    def __init__(
        self,
        base: str,
        *,
        headers: dict[str, str] | None = None,
        pause: Callable[[httpx.Response], float] | None = None,
    ) -> None:
        self.base = base if base.endswith("/") else f"{base}/"
        self.headers = headers or {}
        self.pause = pause or retry_after

    def post(self, path: str, **request: Any) -> httpx.Response:
        """`path` below the base, or a full URL of its origin. 2xx and lasting refusals (4xx) come back.

        Raises TryLater (nobody answers, 429, 5xx), ForbiddenAddress.
        """
        return self._ask("POST", path, limit=LARGEST_ANSWER, **request)

    def get(self, path: str, *, limit: int = LARGEST_ANSWER, **request: Any) -> httpx.Response:
        """As `post`. Raises Refused too, for an answer of more than `limit` bytes."""
        return self._ask("GET", path, limit=limit, **request)

    def knock(self, path: str, **request: Any) -> int:
        """As `post`, for one who has nothing to tell us: the status alone, nothing of the body is read."""
        return self._ask("POST", path, limit=None, **request).status_code

    def file(self, url: str, *, limit: int, headers: dict[str, str] | None = None) -> bytes:
        """A file that a message names, wherever it lies; `headers` go there too.

        Raises TryLater, Refused (gone, larger than `limit` bytes).
        """
        answer = self._ask("GET", url, limit=limit, headers=headers or {})
        if answer.status_code != 200:
            raise Refused("refused")
        return answer.content

    def _ask(self, method: str, path: str, *, limit: int | None, **request: Any) -> httpx.Response:
        """`limit`: bytes of the answer; None: none are read."""
        try:
            url = urljoin(self.base, path.lstrip("/") if "://" not in path else path)
        except ValueError:
            raise ForbiddenAddress() from None
        headers = dict(request.pop("headers", {}))
        extensions: dict[str, Any] = {}
        if _origin(url) == _origin(self.base):
            headers = {**self.headers, **headers}
        else:
            scheme, host, port = _origin(url)
            if scheme != "https" or not host:
                raise ForbiddenAddress()
            address = public_address(host, port)
            headers["Host"] = host if port == 443 else f"{host}:{port}"
            extensions["sni_hostname"] = host
            url = str(httpx.URL(url).copy_with(host=address))
        headers["Accept-Encoding"] = "identity"
        # trust_env: a proxy of the environment would be asked by the name, past the check above
        deadline = _Deadline()
        extensions["trace"] = deadline.trace
        with deadline, httpx.Client(timeout=PATIENCE, follow_redirects=False, trust_env=False) as client:
            try:
                asked = client.build_request(method, url, headers=headers, extensions=extensions, **request)
                answer = client.send(asked, stream=True)
                content = _read(answer, limit, deadline)
            except httpx.HTTPError:
                raise TryLater() from None
        whole = httpx.Response(answer.status_code, headers=_plain_headers(answer), content=content, request=asked)
        if whole.status_code in WORTH_TRYING_AGAIN:
            raise TryLater(self.pause(whole))
        return whole


def _plain_headers(answer: httpx.Response) -> list[tuple[str, str]]:
    """Without those that speak of how the body came: it is at hand as it is."""
    undone = ("content-encoding", "content-length", "transfer-encoding")
    return [(name, value) for name, value in answer.headers.multi_items() if name.lower() not in undone]


def _read(answer: httpx.Response, limit: int | None, deadline: _Deadline) -> bytes:
    """Raises Refused: too long, or packed although we asked for it as it is. TryLater: too slow."""
    content = bytearray()
    try:
        packed = answer.headers.get("Content-Encoding", "").strip().lower() not in ("", "identity")
        if limit is None or (packed and answer.status_code in WORTH_TRYING_AGAIN):
            return b""
        if packed:
            raise Refused("refused")
        for chunk in answer.iter_raw():
            content += chunk
            deadline.check()
            if len(content) > limit:
                raise Refused("refused")
        deadline.check()
    finally:
        answer.close()
    return bytes(content)


def retry_after(answer: httpx.Response) -> float:
    """Seconds, when it says seconds; a date is left to our own back-off."""
    try:
        return max(0.0, min(float(answer.headers.get("Retry-After", "0")), 24 * 3600))
    except ValueError:
        return 0.0
