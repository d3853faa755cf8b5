"""Looking at evidence: a reason first, every look recorded, only where the item belongs."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from smartsafe.audit.models import Entry
from smartsafe.cases import queries
from smartsafe.cases.models import Case
from smartsafe.evidence.models import Look
from smartsafe.people.actors import Actor
from tests.factories.cases import a_case, a_contact
from tests.factories.evidence import a_picture, an_item

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Actor], Client]


def an_evidence(analyst: Actor, **contact: object) -> tuple[Case, str, str]:
    """A case with one picture: the case, the address of the look, the address of the content."""
    case = a_case(analyst, files=1, **contact)  # type: ignore[arg-type]
    (item,) = queries.evidence_of(analyst, case.pk)
    at, of = f"/desk/evidence/{item.item_id}/", f"?of=case:{case.pk}"
    return case, f"{at}{of}", f"{at}content/{of}"


def body(answer: object) -> bytes:
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def test_nothing_is_shown_before_a_reason(analyst: Actor, client_of: ClientOf) -> None:
    _case, page, content = an_evidence(analyst)
    client = client_of(analyst)
    first = client.get(page).content.decode()
    assert "/content/" not in first
    assert "<img" not in first
    assert client.get(content).status_code == 403
    assert client.post(page, {"reason": "curiosity"}).status_code == 422
    assert not Look.objects.exists()


def test_a_look_is_recorded_and_opens_the_content(analyst: Actor, client_of: ClientOf) -> None:
    case, page, content = an_evidence(analyst)
    client = client_of(analyst)
    shown = client.post(page, {"reason": "case"})
    assert "veil-frame" in shown.content.decode()
    answer = client.get(content)
    assert body(answer) == a_picture()
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Disposition"] == "inline"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert Look.objects.get().reason == "case"
    entry = Entry.objects.filter(action="evidence.looked").get()
    assert (entry.object_kind, entry.object_id) == ("case", str(case.pk))
    client.post(page, {"reason": "case"})
    assert Look.objects.count() == 2


def test_a_look_is_one_persons_and_ends(analyst: Actor, supervisor: Actor, client_of: ClientOf) -> None:
    from datetime import timedelta

    from smartsafe import clock

    _case, page, content = an_evidence(analyst)
    client = client_of(analyst)
    client.post(page, {"reason": "case"})
    assert client_of(supervisor).get(content).status_code == 403
    with clock.at(clock.now() + timedelta(minutes=11)):
        assert client.get(content).status_code == 403


def test_from_the_contact_too(operator: Actor, client_of: ClientOf) -> None:
    contact = a_contact(files=1)
    item_id = contact.attachments.get().item_id
    client, at = client_of(operator), f"/desk/evidence/{item_id}/"
    assert client.post(f"{at}?of=contact:{contact.pk}", {"reason": "assess"}).status_code == 200
    assert body(client.get(f"{at}content/?of=contact:{contact.pk}")) == a_picture()


def test_an_item_is_seen_only_with_what_it_belongs_to(analyst: Actor, client_of: ClientOf) -> None:
    case, page, _content = an_evidence(analyst)
    other, stranger, client = a_case(analyst), a_contact(), client_of(analyst)
    item_at = page.split("?")[0]
    for of in (
        f"case:{other.pk}", f"contact:{stranger.pk}", f"case:{uuid4()}", f"contact:{uuid4()}", f"referral:{uuid4()}",
        f"person:{analyst.id}", "case:", "case:x", "", "\x00",
    ):  # fmt: skip
        for address in (item_at, f"{item_at}content/"):
            assert client.get(address, {"of": of}).status_code == 404
        assert client.post(f"{item_at}?of={of}", {"reason": "case"}).status_code == 404
    assert client.get(f"/desk/evidence/{uuid4()}/?of=case:{case.pk}").status_code == 404
    assert client.get(f"/desk/evidence/{an_item()[0].pk}/?of=case:{case.pk}").status_code == 404


def test_who_may_not_look(analyst: Actor, administrator: Actor, officer: Actor, client_of: ClientOf) -> None:
    _case, page, content = an_evidence(analyst)
    for stranger in (administrator, officer):
        assert client_of(stranger).get(page).status_code == 403
        assert client_of(stranger).post(page, {"reason": "case"}).status_code == 403
        assert client_of(stranger).get(content).status_code == 403
    assert Client().get(page).status_code == 302


@pytest.mark.parametrize("threat", ["sexual_abuse", "sextortion"])
def test_grave_pictures_warn_more_and_never_become_sharp(threat: str, analyst: Actor, client_of: ClientOf) -> None:
    _case, page, _content = an_evidence(analyst, threats=[threat])
    client = client_of(analyst)
    assert "is-danger" in client.get(page).content.decode()
    assert "is-grave" in client.post(page, {"reason": "case"}).content.decode()


def test_what_is_not_drawn_is_only_handed_out(analyst: Actor, client_of: ClientOf) -> None:
    item, key = an_item("poruka.html", b"<!doctype html><html><script>alert(1)</script></html>")
    case = a_case(analyst, contact_ids=[a_contact(files=0).pk])
    from smartsafe.cases.models import CaseEvidence
    from smartsafe.cases.sealed import item_place

    sealed = key.sealed_under(queries.record_key(analyst, case.pk), item_place(case.pk, item.pk))
    CaseEvidence.objects.create(case=case, item=item, sealed_item_key=sealed, added_at=case.opened_at)
    client, of = client_of(analyst), f"?of=case:{case.pk}"
    page = client.post(f"/desk/evidence/{item.pk}/{of}", {"reason": "case"}).content.decode()
    assert "<img" not in page.split("<main", 1)[1]
    answer = client.get(f"/desk/evidence/{item.pk}/content/{of}")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Disposition"].endswith('.bin"')


def test_the_tenth_look_suggests_a_pause(analyst: Actor, client_of: ClientOf) -> None:
    _case, page, _content = an_evidence(analyst, threats=["cyberbullying"])
    client = client_of(analyst)
    pages = [client.post(page, {"reason": "case"}).content.decode() for _ in range(10)]
    assert "is-warn" not in pages[8].split("<main", 1)[1]
    assert "is-warn" in pages[9].split("<main", 1)[1]
