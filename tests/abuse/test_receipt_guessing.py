"""Guessing receipt codes: the same work and words for every wrong one, few tries from one place, no place kept."""

from collections.abc import Iterator
from unittest import mock

import pytest
from django.test import RequestFactory, override_settings

from smartsafe.contacts.actions import reporting
from smartsafe.faces.public.comeback import guessing
from smartsafe.vault import receipts
from tests.factories.contacts import a_report
from tests.public.filling_in import Reporter, errors_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    guessing.forget_all()
    yield
    guessing.forget_all()


def _from(address: str) -> Reporter:
    reporter = Reporter(language="en")
    reporter.client.defaults["REMOTE_ADDR"] = address
    return reporter


def test_the_same_work_for_every_code() -> None:
    receipt, _contact = a_report()
    for code in (receipt.code, "0" * 16, "1", "", "9" * 10_000, "не"):
        with mock.patch.object(receipts, "hash_secret_raw", wraps=receipts.hash_secret_raw) as work:
            reporting.open_conversation(code)
        assert work.call_count == 1, code
        assert len(work.call_args.args[0]) <= reporting.MAX_TYPED_CODE


def test_the_same_page_for_every_wrong_code() -> None:
    a_report()
    pages = set()
    for code in ("0" * 16, "1" * 15, "2" * 17):
        answered = _from("192.0.2.1").come_back(code)
        pages.add((answered.status_code, text_of(answered).replace(code, "…")))
    assert len(pages) == 1


def test_few_tries_from_one_place_and_kind_words_then() -> None:
    receipt, _contact = a_report()
    guesser = _from("192.0.2.7")
    for number in range(guessing.WRONG_CODES):
        assert guesser.come_back(f"{number:016d}").status_code == 422
    with mock.patch.object(receipts, "hash_secret_raw") as work:
        refused = guesser.come_back(receipt.code)
    assert refused.status_code == 429
    assert not work.called
    assert "try again" in errors_of(refused)
    assert guesser.client.post("/en/return/", {}).status_code == 429  # an empty form is no way round
    assert _from("192.0.2.8").come_back(receipt.code).status_code == 302


def test_right_codes_are_never_counted() -> None:
    receipt, _contact = a_report()
    for _again in range(guessing.WRONG_CODES + 3):
        assert _from("192.0.2.9").come_back(receipt.code).status_code == 302


def test_after_a_while_it_may_be_tried_again() -> None:
    receipt, _contact = a_report()
    guesser = _from("192.0.2.10")
    for number in range(guessing.WRONG_CODES):
        guesser.come_back(f"{number:016d}")
    with mock.patch.object(guessing, "WITHIN", 0):
        assert guesser.come_back(receipt.code).status_code == 302


def test_what_is_remembered_is_no_address_and_has_an_end() -> None:
    for number in range(30):
        _from(f"192.0.2.{number}").come_back("1")
    assert len(guessing._wrong) == 30
    assert not any(b"192.0.2" in place for place in guessing._wrong)
    with mock.patch.object(guessing, "REMEMBERED", 10):
        _from("192.0.2.99").come_back("1")
    assert len(guessing._wrong) == 10


@override_settings(SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"))
def test_behind_a_proxy_the_address_it_saw_counts_and_none_that_was_made_up() -> None:
    a_report()
    guesser = _from("127.0.0.1")
    for number in range(guessing.WRONG_CODES):
        guesser.client.defaults["HTTP_X_FORWARDED_FOR"] = f"10.0.0.{number}, 192.0.2.50"
        assert guesser.come_back("1").status_code == 422
    assert guesser.come_back("1").status_code == 429
    guesser.client.defaults["HTTP_X_FORWARDED_FOR"] = "192.0.2.51"
    assert guesser.come_back("1").status_code == 422


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff:1:2:3", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("fe80::1%eth0", "fe80::2", True),
        ("unix:", "", False),
    ],
)
def test_a_household_with_a_whole_network_is_one_place(one: str, other: str, same: bool) -> None:
    places = {guessing.address_of(RequestFactory().get("/", REMOTE_ADDR=address)) for address in (one, other)}
    assert (len(places) == 1) is same
