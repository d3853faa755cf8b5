"""Somebody filling in a form of the public face, without a script, as a Django test client does it."""

import re
from typing import Any

from django.http import HttpResponse
from django.test import Client

from smartsafe.faces.public.report.steps import PATHS
from tests.factories.people import a_vault

ANSWERS: dict[str, dict[str, Any]] = {
    "about": {"about_whom": "me"},
    "what": {"threats": ["sextortion", "threats"]},
    "words": {
        "text": "Неко ми прети да ће објавити моју слику.",
        "links": "https://chat.example/u/nepoznati\n",
        "handles": "@nepoznati_99",
        "place_of_harm": "social_media",
        "when": "јуче",
    },
    "files": {},
    "child": {"age_band": "12_13", "gender": "girl", "municipality": "Čačak"},
    "danger": {"danger": "no"},
    "contact": {"stay": "anonymous"},
    "check": {},
}


class Reporter:
    """A browser without scripts. `language` is the prefix of the addresses, `path` report or help."""

    def __init__(self, path: str = "report", language: str = "sr", **headers: str) -> None:
        a_vault()
        self.client = Client(headers=headers or None)
        self.path, self.language = path, language

    def address(self, step: str = "") -> str:
        first = PATHS[self.path].steps[0].code
        return f"/{self.language}/{self.path}/{'' if step in ('', first) else step + '/'}"

    def see(self, step: str = "", query: str = "") -> HttpResponse:
        return self.client.get(self.address(step) + query)

    def answer(self, step: str, **fields: Any) -> HttpResponse:
        return self.client.post(self.address(step), {**ANSWERS.get(step, {}), **fields})

    def answer_until(self, last: str = "", **changes: dict[str, Any]) -> None:
        """Answer every step before `last` (all of them when empty)."""
        for step in PATHS[self.path].steps:
            if step.code == last:
                return
            told = self.answer(step.code, **changes.get(step.code, {}))
            assert told.status_code == 302, (step.code, errors_of(told))

    def code(self) -> str:
        shown = self.client.get(f"/{self.language}/sent/").content.decode()
        return "".join(re.findall(r"<span>(\d{4})</span>", shown))

    def come_back(self, code: str) -> HttpResponse:
        return self.client.post(f"/{self.language}/return/", {"code": code})

    def talk(self, **fields: Any) -> HttpResponse:
        address = f"/{self.language}/return/conversation/"
        return self.client.post(address, fields) if fields else self.client.get(address)


def errors_of(response: HttpResponse) -> str:
    return " ".join(re.findall(r'class="error"[^>]*>(.*?)</p>', response.content.decode(), re.S))


def text_of(response: HttpResponse) -> str:
    return response.content.decode()
