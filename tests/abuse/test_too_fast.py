"""Programs that fill in forms by the thousand are slowed; people lose nothing they typed, and no place is kept."""

import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from smartsafe.contacts.actions.forms import files
from smartsafe.contacts.models import FormDraft, Message
from smartsafe.evidence.models import Item
from smartsafe.faces.public import pace
from smartsafe.faces.public.report import holding
from tests.factories.contacts import a_report
from tests.factories.evidence import a_picture
from tests.public.filling_in import Reporter, text_of

pytestmark = pytest.mark.django_db
Limit = Callable[[str, int], None]


@pytest.fixture
def limit(monkeypatch: pytest.MonkeyPatch) -> Limit:
    return lambda name, most: monkeypatch.setattr(pace, name, most)


def _from(address: str, path: str = "report") -> Reporter:
    reporter = Reporter(path, "en")
    reporter.client.defaults["REMOTE_ADDR"] = address
    return reporter


def _pictures(count: int) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(f"{number}.png", a_picture(), "image/png") for number in range(count)]


def test_only_so_many_forms_begin_from_one_place(limit: Limit) -> None:
    limit("FORMS", 2)
    for path in ("report", "help"):
        assert _from("192.0.2.7", path).answer("about").status_code == 302
    refused = _from("192.0.2.7").answer("about")
    assert refused.status_code == 429
    assert "press the button again" in text_of(refused)
    assert re.search(r'value="me"[^>]*checked', text_of(refused))
    assert holding.COOKIE not in refused.cookies
    assert FormDraft.objects.count() == 2
    assert _from("192.0.2.8").answer("about").status_code == 302


def test_what_was_typed_into_a_dead_form_stands_there_when_no_other_may_begin(limit: Limit) -> None:
    limit("FORMS", 1)
    mila = _from("192.0.2.7")
    mila.answer_until("words")
    FormDraft.objects.all().delete()
    refused = mila.answer("words", text="Half an hour of writing")
    assert refused.status_code == 429
    assert "Half an hour of writing" in text_of(refused)


@pytest.mark.parametrize("name", ["SAVES", "SAVES_OF_ONE"])
def test_answers_are_saved_only_so_fast(name: str, limit: Limit) -> None:
    mila = _from("192.0.2.7")
    mila.answer_until("words")
    pace.forget_all()
    limit(name, 1)
    assert mila.answer("words", go="keep").status_code == 204
    assert mila.answer("words", go="keep").status_code == 429
    refused = mila.answer("words", text="My own words")
    assert refused.status_code == 429
    assert "My own words" in text_of(refused)
    pace.forget_all()  # as after a while
    assert mila.answer("words", text="My own words").status_code == 302


def test_only_so_many_files_come_from_one_place_and_none_stays_beyond(limit: Limit) -> None:
    limit("FILES", 2)
    mila = _from("192.0.2.7")
    mila.answer_until("files")
    refused = mila.answer("files", files=_pictures(3))
    assert refused.status_code == 422
    assert "choose them again" in text_of(refused)
    assert len(files(holding.held(refused.wsgi_request))) == Item.objects.count() == 2


def test_somebody_who_came_back_writes_only_so_fast(limit: Limit) -> None:
    limit("WRITTEN", 1)
    receipt, _contact = a_report()
    mila = _from("192.0.2.7")
    mila.come_back(receipt.code)
    before = Message.objects.count()
    assert mila.talk(text="First").status_code == 302
    refused = mila.talk(text="And second", files=_pictures(1))
    assert refused.status_code == 429
    assert "And second" in text_of(refused)
    assert "choose them again" in text_of(refused)
    assert Message.objects.count() == before + 1
    assert Item.objects.count() == 0


def test_a_place_is_a_keyed_hash_and_few_are_remembered(limit: Limit) -> None:
    limit("REMEMBERED", 5)
    for number in range(10):
        assert not pace.one_more(f"form 192.0.2.{number}".encode(), 1, 60)
    assert len(pace._until) == 5
    assert not any(b"192.0.2" in place for place in pace._until)


def test_after_a_while_one_more_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr(pace.time, "monotonic", lambda: now[0])
    assert [pace.one_more(b"x", 3, 30) for _ in range(4)] == [False, False, False, True]
    now[0] += 10
    assert [pace.one_more(b"x", 3, 30) for _ in range(2)] == [False, True]
    now[0] += 1000
    assert [pace.one_more(b"x", 3, 30) for _ in range(4)] == [False, False, False, True]
