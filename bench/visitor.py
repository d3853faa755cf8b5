"""A browser reduced to what measuring needs: one kept connection, cookies, redirects."""

import http.client
import ipaddress
import random
import re
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass
class Answer:
    status: int
    body: bytes
    address: str
    headers: dict[str, str]


class Visitor:
    def __init__(self, port: int, cookies: dict[str, str] | None = None) -> None:
        self.port = port
        self.cookies = dict(cookies or {})
        self._place = str(ipaddress.IPv4Address(0x0A000000 | random.getrandbits(24)))  # each comes from elsewhere
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, address: str) -> Answer:
        return self._follow(self._ask("GET", address, None))

    def post(self, address: str, fields: list[tuple[str, str]]) -> Answer:
        return self._follow(self._ask("POST", address, urlencode(fields).encode()))

    def _ask(self, method: str, address: str, body: bytes | None) -> Answer:
        headers = {
            "Host": f"127.0.0.1:{self.port}",
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": self._place,
            "Accept-Encoding": "gzip",
            "Sec-Fetch-Site": "same-origin",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Origin"] = f"https://127.0.0.1:{self.port}"
            headers["Referer"] = f"https://127.0.0.1:{self.port}{address}"
        try:
            self._connection.request(method, address, body, headers)
            response = self._connection.getresponse()
        except (http.client.HTTPException, OSError):
            self._connection.close()  # the server closed a kept connection meanwhile
            self._connection.request(method, address, body, headers)
            response = self._connection.getresponse()
        content = response.read()
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                pair, _, rest = value.partition(";")
                key, _, kept = pair.partition("=")
                if "max-age=0" in rest.lower():
                    self.cookies.pop(key, None)
                else:
                    self.cookies[key] = kept
        told = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, content, address, told)

    def _follow(self, answer: Answer) -> Answer:
        for _ in range(5):
            if answer.status not in (301, 302, 303):
                return answer
            parts = urlsplit(answer.headers["location"])
            answer = self._ask("GET", parts.path + (f"?{parts.query}" if parts.query else ""), None)
        return answer

    def close(self) -> None:
        self._connection.close()
