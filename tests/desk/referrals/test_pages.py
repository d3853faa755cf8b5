"""The desk's referral pages: the whole way by its forms, without JavaScript; bad input; who may."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pyrage
import pytest
from django.test import Client

from smartsafe import clock
from smartsafe.audit.models import Entry
from smartsafe.faces.desk.opened import WITHIN
from smartsafe.institutions.actions import set_address
from smartsafe.people.actors import Actor
from smartsafe.referrals import actions, rules
from smartsafe.referrals.models import Referral
from tests.factories.cases import a_case
from tests.factories.people import a_person, an_officer
from tests.factories.referrals import Cast, a_draft, a_referral, an_age_key

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Actor], Client]


@pytest.fixture
def cast(analyst: Actor, supervisor: Actor, officer: Actor) -> Cast:
    return Cast(analyst, supervisor, officer)


def act(client: Client, referral: Referral, verb: str, **fields: Any) -> Any:
    """Press the button `verb` with these fields."""
    named = {f"{verb.replace('-', '_')}-{name}": value for name, value in fields.items()}
    return client.post(f"/desk/referrals/{referral.pk}/{verb}/", named)


def test_the_whole_way_by_forms(analyst: Actor, supervisor: Actor, officer: Actor, client_of: ClientOf) -> None:
    an_age_key()
    case, desk = a_case(analyst, files=1), client_of(analyst)
    page = desk.get(f"/desk/cases/{case.pk}/referrals/new/")
    assert page.status_code == 200
    assert "mup_vtk" in page.content.decode()
    made = desk.post(f"/desk/cases/{case.pk}/referrals/new/", {"institution": "mup_vtk"})
    referral = Referral.objects.get()
    assert made["Location"] == f"/desk/referrals/{referral.pk}/draft/"
    page = desk.get(made["Location"])
    assert page.status_code == 200
    item = case.evidence.get().item_id
    contact = case.case_contacts.get().contact_id
    saved = desk.post(
        made["Location"],
        {"version": referral.version, "subject": "Уцена", "facts": "Опис", "asked": "Молимо.", "summary": "on",
         "items": [str(item)], "contacts": [str(contact)]},
    )  # fmt: skip
    assert saved.status_code == 302, saved.content.decode()
    page = desk.get(saved["Location"])
    assert page.status_code == 200
    assert "Опис" in page.content.decode()
    assert desk.get(f"/desk/referrals/{referral.pk}/letter.pdf").content.startswith(b"%PDF")
    referral.refresh_from_db()
    act(desk, referral, "send-for-approval", version=referral.version)
    referral.refresh_from_db()
    assert referral.status == rules.AWAITING_APPROVAL
    chief = client_of(supervisor)
    assert "approve-version" in chief.get(f"/desk/referrals/{referral.pk}/").content.decode()
    act(chief, referral, "approve", version=referral.version)
    act(desk, referral, "deliver")
    referral.refresh_from_db()
    assert referral.status == rules.DELIVERED
    package = desk.get(f"/desk/referrals/{referral.pk}/package.age")
    assert b"".join(package.streaming_content).startswith(b"age-encryption.org")
    actions.acknowledge(officer, referral_id=referral.pk)
    actions.ask(officer, referral_id=referral.pk, text="Када?")
    assert "Када?" in desk.get(f"/desk/referrals/{referral.pk}/").content.decode()
    act(desk, referral, "give-information", text="Синоћ.")
    actions.report_outcome(officer, referral_id=referral.pk, outcome="content_removed")
    act(desk, referral, "close")
    referral.refresh_from_db()
    assert referral.status == rules.CLOSED


@pytest.mark.parametrize("status", rules.STATUSES)
def test_the_page_stands_in_every_state(status: str, cast: Cast, client_of: ClientOf) -> None:
    referral = a_referral(status, cast=cast)
    for person in (cast.analyst, cast.supervisor):
        page = client_of(person).get(f"/desk/referrals/{referral.pk}/")
        assert page.status_code == 200
        assert referral.number in page.content.decode()


@pytest.mark.parametrize("queue", ["awaiting", "ours", "preparing", "with_institution", "late", "all"])
def test_lists(queue: str, cast: Cast, client_of: ClientOf, django_assert_max_num_queries: Any) -> None:
    made = [a_referral(status, cast=cast, files=0) for status in (rules.AWAITING_APPROVAL, rules.DELIVERED)]
    client = client_of(cast.analyst)
    with django_assert_max_num_queries(30):
        page = client.get("/desk/referrals/", {"queue": queue})
    assert page.status_code == 200
    shown = [one.number in page.content.decode() for one in made]
    assert shown == {"awaiting": [True, False], "with_institution": [False, True], "all": [True, True]}.get(
        queue, [False, False]
    )


def test_a_queue_that_does_not_exist(analyst: Actor, client_of: ClientOf) -> None:
    assert client_of(analyst).get("/desk/referrals/?queue=%00").status_code == 404
    assert client_of(analyst).get("/desk/referrals/?queue=all&cursor=zz").status_code == 200


@pytest.mark.parametrize(
    ("typed", "found"), [("Čačak", "csr.cacak"), ("чачак", "csr.cacak"), ("\x00", ""), ("ж" * 500, "")]
)
def test_institutions_are_found_in_either_script(typed: str, found: str, analyst: Actor, client_of: ClientOf) -> None:
    case = a_case(analyst)
    page = client_of(analyst).get(f"/desk/cases/{case.pk}/referrals/new/", {"q": typed})
    assert page.status_code == 200
    assert f'value="{found}"' in page.content.decode() or not found


@pytest.mark.parametrize("code", ["", "нема", "../etc", "\x00"])
def test_no_institution_or_a_strange_one_is_asked_again(code: str, analyst: Actor, client_of: ClientOf) -> None:
    case = a_case(analyst)
    page = client_of(analyst).post(f"/desk/cases/{case.pk}/referrals/new/", {"institution": code})
    assert page.status_code == 422
    assert not Referral.objects.exists()


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"subject": ""}, "id_subject"),
        ({"subject": "а" * 201}, "id_subject"),
        ({"facts": "б" * 20_001}, "id_facts"),
        ({"facts": "м" * 400_000}, "id_facts"),
        ({"facts": "\x00"}, "id_facts"),
        ({"items": ["00000000-0000-7000-8000-000000000000"]}, "id_items"),
        ({"hints": ["нема"]}, "id_hints"),
        ({"version": "х"}, ""),
    ],
)
def test_bad_input_of_the_draft_keeps_what_was_typed(
    fields: dict[str, Any], at: str, analyst: Actor, client_of: ClientOf
) -> None:
    referral = a_draft(analyst)
    sent = {"version": referral.version, "subject": "Уцена", "asked": "ЗАДРЖАНО 😀 مرحبا", **fields}
    page = client_of(analyst).post(f"/desk/referrals/{referral.pk}/draft/", sent)
    assert page.status_code == 422
    assert "ЗАДРЖАНО 😀 مرحبا" in page.content.decode()
    assert at in page.content.decode()


def test_two_who_edit_one_draft(analyst: Actor, client_of: ClientOf) -> None:
    referral = a_draft(analyst)
    page = client_of(analyst).post(
        f"/desk/referrals/{referral.pk}/draft/", {"version": referral.version - 1, "subject": "МОЈЕ"}
    )
    assert page.status_code == 409
    assert "МОЈЕ" in page.content.decode()


def test_a_form_sent_twice_is_done_once(cast: Cast, client_of: ClientOf) -> None:
    referral = a_referral(rules.INFORMATION_ASKED, cast=cast)
    client = client_of(cast.analyst)
    token = "01990000-0000-7000-8000-000000000001"
    for _ in range(2):
        answer = act(client, referral, "give-information", text="Ево.", submission=token)
        assert answer.status_code == 302
    assert referral.steps.filter(kind="give_information").count() == 1


@pytest.mark.parametrize(
    ("status", "verb"), [(rules.DELIVERED, "withdraw"), (rules.AWAITING_APPROVAL, "return-for-changes")]
)
@pytest.mark.parametrize("text", ["", "  ", "\x00", "а" * 20_001])
def test_words_that_are_missing_or_too_long(status: str, verb: str, text: str, cast: Cast, client_of: ClientOf) -> None:
    referral = a_referral(status, cast=cast)
    person = cast.supervisor
    answer = act(client_of(person), referral, verb, text=text)
    assert answer.status_code == 422
    referral.refresh_from_db()
    assert referral.status == status


def test_the_back_button_cannot_do_it_twice(cast: Cast, client_of: ClientOf) -> None:
    referral = a_referral(rules.DELIVERED, cast=cast)
    answer = act(client_of(cast.analyst), referral, "deliver")
    assert answer.status_code == 422
    assert "Достављено" in answer.content.decode()


def test_an_institution_without_officers_or_keys_says_what_to_do(
    analyst: Actor, supervisor: Actor, client_of: ClientOf
) -> None:
    referral = a_draft(analyst, institution="csr.cacak")
    assert "age" in client_of(analyst).get(f"/desk/referrals/{referral.pk}/draft/").content.decode()
    referral = actions.send_for_approval(analyst, referral_id=referral.pk, version=referral.version)
    referral = actions.approve(supervisor, referral_id=referral.pk, version=referral.version)
    answer = act(client_of(analyst), referral, "deliver")
    assert answer.status_code == 422
    assert "age" in answer.content.decode()


def test_paper_answers_are_entered_by_staff(analyst: Actor, supervisor: Actor, client_of: ClientOf) -> None:
    an_age_key("csr.cacak")
    referral = a_draft(analyst, institution="csr.cacak")
    referral = actions.send_for_approval(analyst, referral_id=referral.pk, version=referral.version)
    referral = actions.approve(supervisor, referral_id=referral.pk, version=referral.version)
    actions.deliver(analyst, referral_id=referral.pk)
    client = client_of(analyst)
    assert client.get(f"/desk/referrals/{referral.pk}/").status_code == 200
    act(client, referral, "acknowledge")
    act(client, referral, "report-outcome", outcome="child_protected", text="")
    referral.refresh_from_db()
    assert referral.status == rules.OUTCOME_REPORTED


def test_declined_becomes_a_new_draft(cast: Cast, client_of: ClientOf) -> None:
    referral = a_referral(rules.DECLINED, cast=cast)
    answer = act(client_of(cast.analyst), referral, "forward-declined", institution="csr.cacak")
    made = Referral.objects.get(institution_id="csr.cacak")
    assert answer["Location"] == f"/desk/referrals/{made.pk}/draft/"


# Who may


def test_who_may_not(cast: Cast, client_of: ClientOf) -> None:
    referral = a_referral(rules.AWAITING_APPROVAL, cast=cast)
    operator = client_of(a_person("operator"))
    assert operator.get(f"/desk/referrals/{referral.pk}/").status_code == 200
    assert operator.get(f"/desk/referrals/{referral.pk}/draft/").status_code == 403
    assert operator.get(f"/desk/cases/{referral.case_id}/referrals/new/").status_code == 403
    assert act(operator, referral, "approve", version=referral.version).status_code == 403
    for stranger in (a_person("administrator"), cast.officer):
        client = client_of(stranger)
        assert client.get(f"/desk/referrals/{referral.pk}/").status_code == 403
        assert act(client, referral, "approve", version=referral.version).status_code == 403
    assert Client().get(f"/desk/referrals/{referral.pk}/").status_code == 302
    own = act(client_of(cast.analyst), referral, "approve", version=referral.version)
    assert own.status_code == 403
    referral.refresh_from_db()
    assert referral.status == rules.AWAITING_APPROVAL


def test_one_who_wrote_in_it_is_told_that_another_must_approve(cast: Cast, client_of: ClientOf) -> None:
    from tests.factories.referrals import fill

    referral = fill(cast.supervisor, a_draft(cast.analyst))
    referral = actions.send_for_approval(cast.analyst, referral_id=referral.pk, version=referral.version)
    answer = act(client_of(cast.supervisor), referral, "approve", version=referral.version)
    assert answer.status_code == 403


def test_nothing_personal_in_addresses_and_titles(cast: Cast, client_of: ClientOf) -> None:
    referral = a_referral(rules.DELIVERED, cast=cast)
    page = client_of(cast.analyst).get(f"/desk/referrals/{referral.pk}/").content.decode()
    title = page.split("<title>")[1].split("</title>")[0]
    assert referral.number in title
    assert "Уцена" not in title
    assert an_officer


def test_who_approves_sees_to_which_key_the_package_goes(cast: Cast, client_of: ClientOf) -> None:
    administrator = a_person("administrator", name="Админ Пети")
    recipient = str(pyrage.x25519.Identity.generate().to_public())
    set_address(administrator, code="mup_vtk", email="", age_recipient=recipient)
    referral = a_referral(rules.AWAITING_APPROVAL, cast=cast)
    page = client_of(cast.supervisor).get(f"/desk/referrals/{referral.pk}/").content.decode()
    digest = hashlib.sha256(recipient.encode()).hexdigest()
    assert f"{digest[:4]} {digest[4:8]} {digest[8:12]} {digest[12:16]}" in page
    assert "Админ Пети" in page
    assert "fingerprint" in page or "отисак" in page


@pytest.mark.parametrize("verb", ["send-for-approval", "approve", "withdraw", "accept", "report-outcome"])
def test_without_the_right_the_form_is_not_even_read(verb: str, operator: Actor, client_of: ClientOf) -> None:
    referral = a_draft()
    assert act(client_of(operator), referral, verb).status_code == 403
    assert act(client_of(operator), referral, verb, text="x", version=1).status_code == 403


def test_preparing_enters_a_look_at_the_case(analyst: Actor, client_of: ClientOf) -> None:
    referral, desk = a_draft(analyst), client_of(analyst)
    looks = Entry.objects.filter(action="case.looked", object_id=str(referral.case_id))
    desk.get(f"/desk/cases/{referral.case_id}/referrals/new/")
    assert looks.count() == 1
    desk.get(f"/desk/referrals/{referral.pk}/draft/")
    assert looks.count() == 1
    looked = looks.get()
    with clock.at(looked.at + WITHIN + timedelta(minutes=1)):
        client_of(analyst).get(f"/desk/referrals/{referral.pk}/draft/")
    assert looks.count() == 2
