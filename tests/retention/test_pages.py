"""What was erased still has a page: in words, with its number and codes, and nothing to press."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from smartsafe import clock
from smartsafe.audit.actions import SYSTEM
from smartsafe.cases import actions as of_cases
from smartsafe.contacts.actions import handling
from smartsafe.contacts.errors import DomainError
from smartsafe.people.actors import Actor
from smartsafe.referrals import rules
from smartsafe.referrals.models import Referral
from smartsafe.retention.actions import erase_what_has_passed
from smartsafe.vault.sealing import Erased
from tests.factories.cases import a_case
from tests.factories.contacts import a_report
from tests.factories.referrals import FACTS, Cast, a_referral, an_age_key

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Actor], Client]


@pytest.fixture
def erased(analyst: Actor, supervisor: Actor, officer: Actor) -> Referral:
    """A referral that was erased with its case and its contact."""
    an_age_key()
    referral = a_referral(rules.CLOSED, cast=Cast(analyst, supervisor, officer), files=1)
    of_cases.close(analyst, case_id=referral.case_id)
    handling.close(analyst, contact_id=referral.case.contacts.get().pk, outcome="case_opened")
    with clock.at(clock.now() + timedelta(days=20_000)):
        erase_what_has_passed(SYSTEM)
    referral.refresh_from_db()
    assert referral.erased_at
    return referral


def test_contact_case_and_referral_answer_in_words(erased: Referral, analyst: Actor, client_of: ClientOf) -> None:
    desk = client_of(analyst)
    contact = erased.case.contacts.get()
    for language in ("sr", "sr-latn", "en"):
        desk.cookies["django_language"] = language
        for address, number in (
            (f"/desk/contacts/{contact.pk}/", contact.number),
            (f"/desk/cases/{erased.case_id}/", erased.case.number),
            (f"/desk/referrals/{erased.pk}/", erased.number),
        ):
            page = desk.get(address)
            assert page.status_code == 200, address
            text = page.content.decode()
            assert number in text
            assert any(word in text for word in ("Обрисано", "Obrisano", "Erased on")), address
            assert FACTS not in text


def test_lists_and_searches_show_it(erased: Referral, analyst: Actor, client_of: ClientOf) -> None:
    desk = client_of(analyst)
    contact = erased.case.contacts.get()
    pages = [
        desk.get("/desk/inbox/closed/"),
        desk.get("/desk/cases/?queue=closed"),
        desk.get("/desk/referrals/?queue=all"),
        desk.get("/desk/search/?threat=sextortion"),
        *(desk.post("/desk/search/", {"q": number}) for number in (contact.number, erased.case.number, erased.number)),
    ]
    for page in pages:
        assert page.status_code == 200
        assert any(word in page.content.decode() for word in ("Обрисано", "Erased on")), page.request["PATH_INFO"]


def test_nothing_else_of_it_is_an_accident(erased: Referral, analyst: Actor, client_of: ClientOf) -> None:
    desk, case = client_of(analyst), erased.case
    contact, item = case.contacts.get(), case.evidence.get().item_id
    for address in (
        f"/desk/referrals/{erased.pk}/letter.pdf", f"/desk/referrals/{erased.pk}/package.age",
        f"/desk/cases/{case.pk}/referrals/new/",
        f"/desk/evidence/{item}/?of=case:{case.pk}", f"/desk/evidence/{item}/?of=contact:{contact.pk}",
        f"/desk/evidence/{item}/?of=referral:{erased.pk}",
    ):  # fmt: skip
        assert desk.get(address).status_code in (404, 410), address
    assert desk.get(f"/desk/cases/{case.pk}/edit/").status_code < 500
    assert desk.get(f"/desk/referrals/{erased.pk}/draft/").status_code == 302
    for address in (f"/desk/contacts/{contact.pk}/reply/", f"/desk/contacts/{contact.pk}/reopen/",
                    f"/desk/cases/{case.pk}/reopen/"):  # fmt: skip
        assert desk.post(address, {"text": "још", "version": contact.version}).status_code < 500, address
    contact.refresh_from_db()
    case.refresh_from_db()
    assert contact.status == case.status == "closed"


def test_the_officer_reads_that_it_was_erased(erased: Referral, officer: Actor, client_of: ClientOf) -> None:
    portal = client_of(officer)
    page = portal.get(f"/portal/referrals/{erased.pk}/")
    assert page.status_code == 200
    assert erased.number in page.content.decode()
    assert any(word in page.content.decode() for word in ("Обрисано", "Erased on"))
    assert portal.get("/portal/?queue=concluded").status_code == 200
    for part in ("letter.pdf", "package.age", "referral.json"):
        assert portal.get(f"/portal/referrals/{erased.pk}/{part}").status_code in (404, 410), part


def test_an_erased_contact_takes_no_step_and_joins_nothing(erased: Referral, analyst: Actor) -> None:
    contact, other = erased.case.contacts.get(), a_report()[1]
    steps: list[Callable[[], object]] = [
        lambda: handling.reopen(analyst, contact_id=contact.pk),
        lambda: handling.reply(analyst, contact_id=contact.pk, text="још"),
        lambda: handling.merge(analyst, contact_id=other.pk, into_id=contact.pk),
        lambda: a_case(analyst, contact_ids=[contact.pk]),
        lambda: of_cases.reopen(analyst, case_id=erased.case_id),
        lambda: of_cases.add_note(analyst, case_id=erased.case_id, text="још"),
        lambda: of_cases.add_contact(analyst, case_id=erased.case_id, contact_id=other.pk),
    ]
    for step in steps:
        with pytest.raises(Erased) as refusal:
            step()
        assert isinstance(refusal.value, DomainError)
