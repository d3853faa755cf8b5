"""Whatever people type, it is shown as they typed it and never runs."""

import pytest
from django.test import Client

from smartsafe.cases import actions as cases
from smartsafe.contacts.actions import handling, reporting
from smartsafe.contacts.models import Contact
from smartsafe.people.models import Person
from tests.factories.contacts import a_report
from tests.factories.evidence import an_upload
from tests.factories.referrals import Cast, a_referral, fill
from tests.pages import complaints
from tests.signing_in import signed_in_client

pytestmark = pytest.mark.django_db

EVIL = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    "javascript:alert(1)",
    "{{ 7|add:7 }}{% debug %}",
    "</textarea></title></script><svg onload=alert(1)>",
    "<c-button onclick='x'>",
]
ALL = " ".join(EVIL)


def read(client: Client, address: str, *, tokens: bool = True) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    html = answer.content.decode()
    for harm in ("<script>alert", "<img src=x", "<svg onload", "<c-button", 'href="javascript'):
        assert harm not in html, f"{harm} stands unescaped in {address}"
    runs = ("inline", "javascript: address")
    assert [one for one in complaints(html, "en", tokens=tokens) if one.startswith(runs)] == []
    return html


@pytest.fixture
def cast(vault: str) -> Cast:
    return Cast()


def test_on_the_desk_and_the_portal(cast: Cast) -> None:
    receipt, contact = a_report(text=ALL, links=EVIL, handles=EVIL, when=EVIL[0], name=EVIL[1], email=EVIL[1])
    conversation = reporting.open_conversation(receipt.code)
    assert conversation is not None
    reporting.write_more(conversation, text=ALL, uploads=[an_upload(f"{EVIL[1]}.png")])
    handling.triage(cast.analyst, contact_id=contact.id, subject=ALL)
    handling.add_note(cast.analyst, contact_id=contact.id, text=ALL)
    handling.save_draft(cast.analyst, contact_id=contact.id, text=ALL)
    case = cases.open_case(cast.analyst, contact_ids=[contact.id], kind="referral", title=EVIL[5], summary=ALL)
    cases.add_note(cast.analyst, case_id=case.id, text=ALL)
    cases.add_task(cast.analyst, case_id=case.id, title=EVIL[1])
    cases.add_involved(cast.analyst, case_id=case.id, role="suspect", name=EVIL[0], identifiers=EVIL, text=ALL)
    Person.objects.update(language="en", name=EVIL[0])
    desk = signed_in_client(cast.analyst)
    for address in (
        f"/desk/contacts/{contact.id}/", "/desk/inbox/open/", f"/desk/cases/{case.id}/", f"/desk/cases/{case.id}/edit/",
        "/desk/cases/", "/desk/tasks/", f"/desk/cases/{case.id}/referrals/new/", "/desk/me/",
    ):  # fmt: skip
        read(desk, address)


def test_in_a_referral(cast: Cast) -> None:
    draft = a_referral("draft", cast=cast, text=ALL)
    fill(cast.analyst, draft, subject=EVIL[0], facts=ALL, asked=ALL)
    from smartsafe.referrals import actions

    draft.refresh_from_db()
    sent = actions.send_for_approval(cast.analyst, referral_id=draft.id, version=draft.version)
    actions.approve(cast.supervisor, referral_id=draft.id, version=sent.version)
    actions.deliver(cast.analyst, referral_id=draft.id)
    actions.acknowledge(cast.officer, referral_id=draft.id)
    actions.ask(cast.officer, referral_id=draft.id, text=ALL)
    Person.objects.update(language="en")
    assert EVIL[6].replace("<", "&lt;").split("'")[0] in read(
        signed_in_client(cast.officer), f"/portal/referrals/{draft.id}/"
    )
    read(signed_in_client(cast.supervisor), f"/desk/referrals/{draft.id}/")


def test_on_the_return_page(vault: str) -> None:
    receipt, _contact = a_report(text=ALL)
    client = Client()
    client.post("/en/return/", {"code": receipt.code})
    html = read(client, "/en/return/conversation/", tokens=False)
    assert "{{ 7|add:7 }}" in html, "what is typed is no template"
    assert "&lt;script&gt;alert(1)" in html


def test_in_what_is_typed_wrong_and_shown_again(vault: str) -> None:
    client = Client()
    client.post("/en/report/", {"about_whom": "me", "go": "next"})
    client.post("/en/report/what/", {"threats": "other", "go": "next"})
    answer = client.post("/en/report/words/", {"text": ALL + "x" * 20_001, "go": "next"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "<script>alert" not in html
    assert "</textarea></title>" not in html
    assert Contact.objects.count() == 0
