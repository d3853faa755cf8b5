"""What Meta's answers mean. No database: one answer, one outcome."""

import json

import httpx
import pytest

from smartsafe.channels.contract import Refused, TryLater
from smartsafe.channels.meta.refusals import check, why_of

USE = "X-Business-Use-Case-Usage"


def an_answer(code: int = 100, sub: int = 0, *, status: int = 400, **headers: str) -> httpx.Response:
    error = {"message": "…", "code": code, "error_subcode": sub}
    return httpx.Response(
        status, json={"error": error}, headers={name.replace("_", "-"): v for name, v in headers.items()}
    )


@pytest.mark.parametrize(
    ("why", "codes"),
    [
        ("window_closed", [(10, 2018278), (10, 2018065), (10, 2534022), (131047, 0), (470, 0)]),
        ("blocked", [(551, 1545041), (200, 1545041), (10, 2018108), (131026, 0), (131050, 0)]),
        ("no_address", [(100, 2018001), (100, 2534014)]),
        ("refused", [(10, 0), (100, 0), (200, 0), (368, 0), (131031, 0), (131053, 0), (132001, 0), (987654, 0)]),
    ],
)  # fmt: skip
def test_what_is_for_ever(why: str, codes: list[tuple[int, int]]) -> None:
    for code, sub in codes:
        with pytest.raises(Refused) as refused:
            check(an_answer(code, sub))
        assert refused.value.why == why_of(code, sub) == why


def test_what_passes_or_can_be_mended() -> None:
    passing = [1, 2, 4, 17, 32, 613, 1200, 80007, 130429, 131000, 131016, 131048, 131056]
    ours = [0, 3, 190, 131005, 131042, 133010]
    for code in passing + ours:
        with pytest.raises(TryLater):
            check(an_answer(code))
    with pytest.raises(TryLater):
        check(an_answer(10, 2018300))  # another app has the conversation in hand


def test_under_a_tag_that_was_not_granted_the_window_is_closed() -> None:
    for code in (10, 100, 200):
        assert why_of(code, tagged=True) == "window_closed"
    assert why_of(551, 1545041, tagged=True) == "blocked"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 0), ({"Retry_After": "90"}, 90), ({USE: "nonsense"}, 0), ({USE: "[1]"}, 0), ({USE: '{"1": [{}]}'}, 0),
        ({USE: json.dumps({"1": [{"type": "messenger", "estimated_time_to_regain_access": 19}]})}, 19 * 60),
        ({USE: json.dumps({"1": [{"estimated_time_to_regain_access": 1e9}]})}, 24 * 3600),
    ],
)  # fmt: skip
def test_when_to_call_again(headers: dict[str, str], seconds: float) -> None:
    with pytest.raises(TryLater) as later:
        check(an_answer(4, **headers))
    assert later.value.after_seconds == seconds


@pytest.mark.parametrize(
    ("answer", "raised"),
    [
        (httpx.Response(200, content=b"<html>"), TryLater), (httpx.Response(200, json=[]), TryLater),
        (httpx.Response(200, json={"error": {"code": 2}}), TryLater), (httpx.Response(404, content=b""), Refused),
        (httpx.Response(400, json={"error": "?"}), Refused),
        (httpx.Response(400, json={"error": {"code": None}}), Refused),
    ],
)  # fmt: skip
def test_answers_that_are_none(answer: httpx.Response, raised: type[Exception]) -> None:
    with pytest.raises(raised):
        check(answer)
