"""Deriving the key of a receipt code takes long by design: nobody else waits for the database meanwhile."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from smartsafe import clock
from smartsafe.contacts.actions import forms, reporting
from smartsafe.contacts.errors import NothingTold
from smartsafe.contacts.models import Contact, FormDraft
from smartsafe.vault import receipts
from tests.factories import chats
from tests.factories.contacts import a_report
from tests.factories.partners import A_REPORT, Computer


def _a_form() -> forms.OpenForm:
    form = forms.start_form("hotline")
    forms.save_answers(form, answers={"text": "Неко ми прети.", "threats": ["threats"]})
    return form


def _send() -> None:
    forms.send_form(_a_form(), language="sr")


def _chat() -> None:
    with clock.at(chats.OPEN):
        chats.a_chat()


def _partner() -> None:
    assert Computer().post("/reports", A_REPORT).status_code == 201


@pytest.mark.django_db(transaction=True)
def test_no_lock_is_held_while_a_key_is_derived(vault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[bool] = []
    real = receipts.hash_secret_raw

    def derive(*args: Any, **told: Any) -> bytes:
        held.append(connection.in_atomic_block)
        return real(*args, **told)

    monkeypatch.setattr(receipts, "hash_secret_raw", derive)
    ways: list[Callable[[], object]] = [_send, a_report, _chat, _partner]
    for way in ways:
        held.clear()
        way()
        assert held, way
        assert not any(held), way


@pytest.mark.django_db
def test_of_two_presses_that_both_drew_a_code_the_first_counts(vault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    form, first = _a_form(), []
    real = reporting.draw

    def draws_while_another_press_goes_through(code: str = "") -> reporting.Drawn:
        monkeypatch.setattr(forms, "draw", real)
        first.append(forms.send_form(form, language="sr"))
        return real(code)

    monkeypatch.setattr(forms, "draw", draws_while_another_press_goes_through)
    assert forms.send_form(form, language="sr").code == first[0].code
    assert Contact.objects.count() == 1


@pytest.mark.django_db
def test_an_empty_form_costs_no_slow_work(vault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    form = forms.start_form("hotline")
    monkeypatch.setattr(receipts, "hash_secret_raw", lambda *_, **__: pytest.fail("derived"))
    with pytest.raises(NothingTold):
        forms.send_form(form, language="sr")
    assert FormDraft.objects.get().sent_at is None
