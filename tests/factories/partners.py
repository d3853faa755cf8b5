"""Partners as administrators make them, and their computers."""

import json
from collections.abc import Iterable
from itertools import count
from typing import Any
from uuid import UUID

from django.test import Client

from smartsafe.channels.partner.actions import managing
from smartsafe.channels.partner.rules import SCOPES
from smartsafe.people.actors import Actor

from . import people

_numbers = count(1)
A_REPORT: dict[str, Any] = {
    "threat": "sextortion",
    "language": "sr",
    "text": "Корисница нам је пријавила уцену снимком.",
    "links": ["https://platforma.example/u/nepoznati"],
    "handles": ["@nepoznati_99"],
    "child": {"age_band": "12_13", "municipality": "cacak"},
    "reference": "REF-7",
}


def a_partner(actor: Actor | None = None, **changes: Any) -> UUID:
    """`changes`: name, kind, email, per_minute, per_day."""
    told = {"name": f"Платформа {next(_numbers)}", "kind": "platform", "email": "api@platform.example", **changes}
    return managing.make_partner(actor or people.the_founder(), **told)


class Computer:
    """A partner's computer: it holds a key and speaks JSON."""

    def __init__(
        self, *, scopes: Iterable[str] = tuple(SCOPES), partner_id: UUID | None = None, **changes: Any
    ) -> None:
        self.actor = people.the_founder()
        self.partner_id = partner_id or a_partner(self.actor, **changes)
        self.key = managing.make_key(self.actor, partner_id=self.partner_id, scopes=scopes).text
        self.client = Client(raise_request_exception=False)

    def ask(self, method: str, address: str, body: Any = None, **headers: str) -> Any:
        """`headers` with underscores: report_key, idempotency_key."""
        told = {
            "Authorization": f"Bearer {self.key}",
            **{name.replace("_", "-"): text for name, text in headers.items()},
        }
        data = body if isinstance(body, bytes | str) else "" if body is None else json.dumps(body)
        return self.client.generic(method, f"/api/v1{address}", data, content_type="application/json", headers=told)

    def get(self, address: str, **headers: str) -> Any:
        return self.ask("GET", address, **headers)

    def post(self, address: str, body: Any = None, **headers: str) -> Any:
        return self.ask("POST", address, body, **headers)

    def hand_in(self, **changes: Any) -> dict[str, Any]:
        answer = self.post("/reports", {**A_REPORT, **changes})
        assert answer.status_code == 201, answer.content
        return dict(answer.json())

    def send_files(self, report: dict[str, Any], files: dict[str, Any] | list[Any], **headers: str) -> Any:
        told = {"Authorization": f"Bearer {self.key}", "Report-Key": report["report_key"]}
        told |= {name.replace("_", "-"): text for name, text in headers.items()}
        return self.client.post(f"/api/v1/reports/{report['id']}/files", {"file": files}, headers=told)
