"""Whatever the description allows is taken, whatever it forbids is refused, every answer is as described.

A longer run: `SCHEMA_EXAMPLES=300 pytest tests/api/test_description.py`.
"""

import logging
import os
from contextlib import suppress
from itertools import count
from typing import Any

import pytest
import schemathesis
from django.db import connection
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance

from smartsafe.project.wsgi import application
from tests.factories.partners import Computer

pytestmark = pytest.mark.django_db
EXAMPLES = int(os.environ.get("SCHEMA_EXAMPLES", "5"))


@pytest.fixture
def schema(vault: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    """No request may close the connection that holds the test's transaction."""
    monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


def explore(operation: Any, mode: schemathesis.GenerationMode, own: dict[str, str]) -> None:
    """Try an operation; half of what is right is about a report and an address that are the partner's own."""
    tried = count()
    # No description can say that a file's bytes have to be a picture's, or a document's.
    unfair = [positive_data_acceptance] if operation.path.endswith("/files") else []
    unfair.append(ignored_auth)  # it knows nothing of keys that are put in by us; tests/abuse/test_partners.py does

    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy(generation_mode=mode))
    def walk(case: Any) -> None:
        number = next(tried)
        if mode.is_positive and number % 2:
            case.path_parameters = {name: own[name] for name in case.path_parameters or {}}
            if "Report-Key" in (case.headers or {}):
                case.headers["Report-Key"] = own["report_key"]
        if mode.is_positive and "Idempotency-Key" in (case.headers or {}):
            case.headers["Idempotency-Key"] = f"{operation.label} {number}"
        case.call_and_validate(headers={"Accept-Language": "en"}, excluded_checks=unfair)

    with suppress(Unsatisfiable):  # nothing can be wrong where nothing is asked
        walk()


def test_the_api_keeps_to_its_description(schema: Any, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR, "django.request")
    computer = Computer(per_minute=6000, per_day=100_000)
    report = computer.hand_in()
    hook = computer.post("/webhooks", {"url": "https://hooks.platform.example/centre"}).json()
    own = {"report_id": report["id"], "report_key": report["report_key"], "hook_id": hook["id"]}
    schema.config.update(headers={"Authorization": f"Bearer {computer.key}"})
    operations = [result.ok() for result in schema.get_all_operations()]
    for operation in sorted(operations, key=lambda one: one.method == "delete"):
        for mode in (schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE):
            explore(operation, mode, own)
