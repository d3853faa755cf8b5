"""Identifiers that are somebody else's open nothing, whoever tries them and wherever they are put."""

import uuid

import pytest
from django.test import Client

from smartsafe.contacts.answers import AnswerFile
from smartsafe.errors import NotFound
from smartsafe.referrals import actions, queries
from tests.factories.contacts import a_report
from tests.factories.evidence import an_item
from tests.factories.people import an_officer
from tests.factories.referrals import Cast, a_referral
from tests.signing_in import signed_in_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(vault: str) -> Cast:
    return Cast()


def test_an_officer_of_another_institution_gets_nothing_by_any_verb_or_file(cast: Cast) -> None:
    referral = a_referral("acknowledged", cast=cast)
    other = an_officer("vjt_vtk")
    client = signed_in_client(other)
    item = referral.shared_items.get().item_id
    here = f"/portal/referrals/{referral.id}/"
    for part in ("", "letter.pdf", "package.age", "referral.json", f"evidence/{item}/", f"evidence/{item}/content/"):
        assert client.get(here + part).status_code == 404, part
    for verb in ("acknowledge", "ask", "accept", "decline", "report-outcome"):
        assert client.post(f"{here}{verb}/", {"text": "x", "outcome": "other"}).status_code == 404, verb
    with pytest.raises(NotFound):
        queries.referral_for(other, referral.id)
    with pytest.raises(NotFound):
        actions.accept(other, referral_id=referral.id)
    assert str(referral.number) not in client.get("/portal/").content.decode()


@pytest.mark.parametrize("status", ["draft", "awaiting_approval", "approved"])
def test_officers_see_nothing_before_it_is_delivered(cast: Cast, status: str) -> None:
    referral = a_referral(status, cast=cast)
    client = signed_in_client(cast.officer)
    assert client.get(f"/portal/referrals/{referral.id}/").status_code == 404
    assert referral.number not in client.get("/portal/").content.decode()


def test_what_was_withdrawn_opens_no_more(cast: Cast) -> None:
    referral = a_referral("withdrawn", cast=cast)
    client = signed_in_client(cast.officer)
    here = f"/portal/referrals/{referral.id}/"
    for part in ("letter.pdf", "package.age", "referral.json"):
        assert client.get(here + part).status_code in (403, 404), part


def test_evidence_is_not_shown_under_another_object(cast: Cast) -> None:
    item, key = an_item()
    _receipt, owner = a_report(files=[AnswerFile(item.id, key)])
    _receipt, other = a_report()
    client = signed_in_client(cast.analyst)
    good = f"/desk/evidence/{item.id}/?of=contact:{owner.id}"
    assert client.get(good).status_code == 200
    for of in (
        f"contact:{other.id}",
        f"case:{owner.id}",
        f"contact:{uuid.uuid4()}",
        "contact:",
        "x",
        "",
        "contact:1' OR 1",
    ):
        assert client.get(f"/desk/evidence/{item.id}/", {"of": of}).status_code == 404, of
    assert client.get(f"/desk/evidence/{item.id}/content/?of=contact:{owner.id}").status_code == 403


def test_unknown_and_malformed_identifiers_are_not_found_and_never_break(cast: Cast) -> None:
    client = signed_in_client(cast.supervisor)
    for kind in ("contacts", "cases", "referrals", "people"):
        for wrong in (str(uuid.uuid4()), "0" * 32, "1", "'", "..", "%00"):
            assert client.get(f"/desk/{kind}/{wrong}/").status_code in (403, 404), (kind, wrong)


def test_one_receipt_never_opens_anothers_conversation(vault: str) -> None:
    mine, _ = a_report(text="моја реч")
    theirs, _ = a_report(text="туђа реч")
    client = Client()
    client.post("/en/return/", {"code": mine.code})
    page = client.get("/en/return/conversation/").content.decode()
    assert "моја реч" in page
    assert "туђа реч" not in page
    for name, morsel in list(client.cookies.items()):
        client.cookies[name] = morsel.value[:-4] + ("AAAA" if not morsel.value.endswith("AAAA") else "BBBB")
    altered = client.get("/en/return/conversation/", follow=True)
    assert altered.status_code in (200, 401)
    assert "реч" not in altered.content.decode()
    assert theirs.code not in page
