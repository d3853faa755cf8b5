"""HTTP/1.1 over one kept connection, without a library: a thousand of them have to fit beside the server."""

import asyncio
from dataclasses import dataclass


@dataclass(frozen=True)
class Told:
    status: int
    headers: dict[str, str]
    body: bytes


class Wire:
    """One browser: a connection and its cookies. Opens again when the server has closed it."""

    def __init__(self, port: int, cookies: dict[str, str]) -> None:
        self.port, self.cookies = port, dict(cookies)
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, method: str, address: str, body: bytes = b"") -> Told:
        for again in (True, False):
            try:
                return await self._ask(method, address, body)
            except (ConnectionError, asyncio.IncompleteReadError):
                self._streams = None
                if not again:
                    raise
        raise AssertionError

    async def _ask(self, method: str, address: str, body: bytes) -> Told:
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = self._streams
        writer.write(self._head(method, address, len(body)) + body)
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers: dict[str, str] = {}
        for line in head[1:]:
            name, _, value = line.partition(":")
            name, value = name.lower(), value.strip()
            if name == "set-cookie":
                key, _, kept = value.partition(";")[0].partition("=")
                self.cookies[key] = kept
            elif name:
                headers[name] = value
        status = int(head[0].split(" ", 2)[1])
        return Told(status, headers, await self._body(reader, status, headers))

    def _head(self, method: str, address: str, length: int) -> bytes:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        lines = [
            f"{method} {address} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", "X-Forwarded-Proto: https",
            "Sec-Fetch-Site: same-origin", "X-Requested-With: fetch", f"Cookie: {cookies}",
        ]  # fmt: skip
        if method == "POST":
            lines += [
                f"Content-Length: {length}", "Content-Type: application/x-www-form-urlencoded",
                f"Origin: https://127.0.0.1:{self.port}", f"Referer: https://127.0.0.1:{self.port}{address}",
            ]  # fmt: skip
        return ("\r\n".join(lines) + "\r\n\r\n").encode()

    @staticmethod
    async def _body(reader: asyncio.StreamReader, status: int, headers: dict[str, str]) -> bytes:
        if status in (204, 304):
            return b""
        if headers.get("transfer-encoding") == "chunked":
            whole = b""
            while size := int((await reader.readline()).split(b";")[0], 16):
                whole += (await reader.readexactly(size + 2))[:-2]
            await reader.readline()
            return whole
        return await reader.readexactly(int(headers.get("content-length", 0)))

    def close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
