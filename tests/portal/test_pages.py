"""The portal: an officer answers in three clicks, checks what came, and sees nothing that is not theirs."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from smartsafe.audit.models import Entry
from smartsafe.evidence.models import Look
from smartsafe.people.actors import Actor
from smartsafe.referrals import actions, rules
from smartsafe.referrals.document import schema
from smartsafe.referrals.models import Referral
from tests.factories.people import PASSWORD, an_officer
from tests.factories.referrals import Cast, a_referral, an_age_key

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Actor], Client]


@pytest.fixture
def cast(analyst: Actor, supervisor: Actor, officer: Actor) -> Cast:
    return Cast(analyst, supervisor, officer)


def act(client: Client, referral: Referral, verb: str, **fields: Any) -> Any:
    named = {f"{verb.replace('-', '_')}-{name}": value for name, value in fields.items()}
    return client.post(f"/portal/referrals/{referral.pk}/{verb}/", named)


def test_acknowledge_ask_and_outcome(cast: Cast, client_of: ClientOf) -> None:
    referral = a_referral(rules.DELIVERED, cast=cast)
    portal = client_of(cast.officer)
    home = portal.get("/portal/")
    assert home.status_code == 200
    assert referral.number in home.content.decode()
    page = portal.get(f"/portal/referrals/{referral.pk}/")
    assert "Уцена снимком" in page.content.decode()
    assert act(portal, referral, "acknowledge").status_code == 302
    assert act(portal, referral, "ask", text="Када је послато?").status_code == 302
    assert referral.number in portal.get("/portal/?queue=waiting").content.decode()
    actions.give_information(cast.analyst, referral_id=referral.pk, text="Синоћ у 21.14.")
    assert "Синоћ у 21.14." in portal.get(f"/portal/referrals/{referral.pk}/").content.decode()
    answer = act(portal, referral, "report-outcome", outcome="content_removed", text="Уклоњено.")
    assert answer.status_code == 302
    referral.refresh_from_db()
    assert (referral.status, referral.outcome) == (rules.OUTCOME_REPORTED, "content_removed")
    assert referral.number in portal.get("/portal/?queue=concluded").content.decode()


@pytest.mark.parametrize("status", rules.SEEN_BY_INSTITUTION)
def test_the_page_stands_in_every_state(status: str, cast: Cast, client_of: ClientOf) -> None:
    referral = a_referral(status, cast=cast)
    page = client_of(cast.officer).get(f"/portal/referrals/{referral.pk}/")
    assert page.status_code == 200
    assert referral.number in page.content.decode()
    assert ("Уцена снимком" in page.content.decode()) is (status != rules.WITHDRAWN)


def test_decline_with_where_it_should_go(cast: Cast, client_of: ClientOf) -> None:
    referral = a_referral(rules.DELIVERED, cast=cast)
    assert act(client_of(cast.officer), referral, "decline", to="csr.cacak", text="Нисмо надлежни.").status_code == 302
    referral.refresh_from_db()
    assert referral.declined_to_id == "csr.cacak"


@pytest.mark.parametrize(
    ("verb", "fields"),
    [
        ("ask", {"text": ""}),
        ("ask", {"text": "\x00"}),
        ("ask", {"text": "а" * 20_001}),
        ("ask", {"text": "м" * 1_000_000}),
        ("decline", {"text": "", "to": "mpn"}),
        ("decline", {"text": "Не.", "to": "нема"}),
        ("decline", {"text": "Не.", "to": "mup_vtk"}),
        ("report-outcome", {"text": "ЗАДРЖАНО"}),
        ("report-outcome", {"outcome": "<b>", "text": "ЗАДРЖАНО"}),
    ],
)
def test_bad_input_comes_back_with_what_was_typed(
    verb: str, fields: dict[str, str], cast: Cast, client_of: ClientOf
) -> None:
    referral = a_referral(rules.ACKNOWLEDGED, cast=cast)
    answer = act(client_of(cast.officer), referral, verb, **fields)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "error-summary" in page
    assert "ЗАДРЖАНО" in page or "ЗАДРЖАНО" not in fields.values()
    referral.refresh_from_db()
    assert referral.status == rules.ACKNOWLEDGED


def test_the_same_form_sent_twice(cast: Cast, client_of: ClientOf) -> None:
    referral = a_referral(rules.ACKNOWLEDGED, cast=cast)
    portal = client_of(cast.officer)
    token = "01990000-0000-7000-8000-000000000001"
    for _ in range(2):
        assert act(portal, referral, "ask", text="Када?", submission=token).status_code == 302
    assert referral.steps.filter(kind="ask").count() == 1
    assert act(portal, referral, "ask", text="Када?").status_code == 422  # the back button, a fresh form


def test_files_and_data(cast: Cast, client_of: ClientOf) -> None:
    an_age_key()
    referral = a_referral(rules.DELIVERED, cast=cast)
    portal = client_of(cast.officer)
    assert portal.get(f"/portal/referrals/{referral.pk}/letter.pdf").content.startswith(b"%PDF")
    assert b"".join(portal.get(f"/portal/referrals/{referral.pk}/package.age").streaming_content).startswith(b"age-")
    data = json.loads(portal.get(f"/portal/referrals/{referral.pk}/referral.json").content)
    assert data["number"] == referral.number
    assert json.loads(portal.get("/portal/schema/referral.json").content) == schema()
    taken = Entry.objects.filter(object_id=str(referral.pk), actor_id=cast.officer.id).values_list("action", flat=True)
    assert set(taken) >= {"referral.letter_taken", "referral.package_taken", "referral.looked"}


def test_there_is_no_package_without_a_key(cast: Cast, client_of: ClientOf) -> None:
    referral = a_referral(rules.DELIVERED, cast=cast)
    portal = client_of(cast.officer)
    assert portal.get(f"/portal/referrals/{referral.pk}/package.age").status_code == 404
    assert "package.age" not in portal.get(f"/portal/referrals/{referral.pk}/").content.decode()


# Evidence: a reason first


def test_evidence_asks_for_a_reason_and_writes_the_look_down(cast: Cast, client_of: ClientOf) -> None:
    referral = a_referral(rules.DELIVERED, cast=cast)
    item = referral.shared_items.get().item_id
    portal = client_of(cast.officer)
    address = f"/portal/referrals/{referral.pk}/evidence/{item}/"
    page = portal.get(address).content.decode()
    assert "<img" not in page
    assert portal.get(f"{address}content/").status_code == 403
    assert portal.post(address, {"reason": "из радозналости"}).status_code == 422
    assert not Look.objects.exists()
    shown = portal.post(address, {"reason": "act"})
    assert "veil" in shown.content.decode()
    assert Look.objects.get().person_id == cast.officer.id
    content = portal.get(f"{address}content/")
    assert b"".join(content.streaming_content).startswith(b"\x89PNG")
    assert "sandbox" in content["Content-Security-Policy"]
    assert "attachment" in portal.get(f"{address}content/?save=1")["Content-Disposition"]


def test_a_look_opens_one_thing_for_one_session(cast: Cast, client_of: ClientOf) -> None:
    referral = a_referral(rules.DELIVERED, cast=cast, files=2)
    first, second = referral.shared_items.values_list("item_id", flat=True)
    portal = client_of(cast.officer)
    portal.post(f"/portal/referrals/{referral.pk}/evidence/{first}/", {"reason": "act"})
    assert portal.get(f"/portal/referrals/{referral.pk}/evidence/{second}/content/").status_code == 403
    again = client_of(cast.officer)
    assert again.get(f"/portal/referrals/{referral.pk}/evidence/{first}/content/").status_code == 403


# Is it from the centre


def test_a_file_that_the_centre_sent_is_known(cast: Cast, client_of: ClientOf) -> None:
    referral = a_referral(rules.DELIVERED, cast=cast)
    letter = actions.take_letter(cast.officer, referral_id=referral.pk)
    portal = client_of(cast.officer)
    known = portal.post("/portal/verify/", {"file": SimpleUploadedFile("писмо.pdf", letter)})
    assert referral.number in known.content.decode()
    altered = portal.post("/portal/verify/", {"file": SimpleUploadedFile("писмо.pdf", letter + b" ")})
    assert referral.number not in altered.content.decode()
    assert altered.status_code == 200
    pasted = portal.post("/portal/verify/", {"sha256": hashlib.sha256(letter).hexdigest().upper()})
    assert referral.number in pasted.content.decode()
    other = client_of(an_officer("mpn"))
    assert (
        referral.number not in other.post("/portal/verify/", {"file": SimpleUploadedFile("a", letter)}).content.decode()
    )


@pytest.mark.parametrize(
    "sent", [{}, {"sha256": "\x00"}, {"sha256": "а" * 300}, {"file": SimpleUploadedFile("prazno", b"")}]
)
def test_nothing_or_nonsense_to_check(sent: dict[str, Any], officer: Actor, client_of: ClientOf) -> None:
    answer = client_of(officer).post("/portal/verify/", sent)
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()


def test_a_forged_check_is_refused(officer: Actor) -> None:
    from tests.signing_in import signed_in_client

    client = signed_in_client(officer)
    client.handler.enforce_csrf_checks = True
    assert client.post("/portal/verify/", {"sha256": "0" * 64}).status_code == 403


# Oneself, and colleagues


def test_my_settings_and_password(officer: Actor, client_of: ClientOf) -> None:
    portal = client_of(officer)
    assert portal.get("/portal/me/").status_code == 200
    assert portal.post("/portal/me/", {"me-name": "Инспектор", "me-language": "en"}).status_code == 302
    assert portal.post("/portal/me/", {"me-name": "", "me-language": "xx"}).status_code == 422
    wrong = {"password-old": "x", "password-password": "four odd grey horses", "password-again": "four odd grey horses"}
    assert portal.post("/portal/me/password/", wrong).status_code == 422
    assert portal.post("/portal/me/password/", {**wrong, "password-old": PASSWORD}).status_code == 302
    assert portal.post("/portal/me/sessions/end-others/").status_code == 302


def test_a_colleague_is_admitted_by_one_who_reads(officer: Actor, cast: Cast, client_of: ClientOf) -> None:
    from tests.factories.people import is_member

    colleague = an_officer("mup_vtk", admitted=False)
    portal = client_of(officer)
    assert f"/portal/me/colleagues/{colleague.id}/admit/" in portal.get("/portal/me/").content.decode()
    assert portal.post(f"/portal/me/colleagues/{colleague.id}/admit/").status_code == 302
    assert is_member(colleague, "institution:mup_vtk")
    stranger = an_officer("mpn")
    assert portal.post(f"/portal/me/colleagues/{stranger.id}/admit/").status_code == 404


# Who may not


def test_another_institutions_officer_finds_nothing(cast: Cast, client_of: ClientOf) -> None:
    an_age_key()
    referral = a_referral(rules.DELIVERED, cast=cast)
    item = referral.shared_items.get().item_id
    stranger = client_of(an_officer("mpn"))
    base = f"/portal/referrals/{referral.pk}/"
    addresses = ("", "letter.pdf", "package.age", "referral.json", f"evidence/{item}/", f"evidence/{item}/content/")
    for address in addresses:
        assert stranger.get(f"{base}{address}").status_code == 404, address
    for verb in ("acknowledge", "ask", "accept", "decline", "report-outcome"):
        answer = act(stranger, referral, verb, text="х", outcome="acting", to="")
        assert answer.status_code == 404, verb
    assert stranger.post(f"{base}evidence/{item}/", {"reason": "act"}).status_code == 404
    assert referral.number not in stranger.get("/portal/").content.decode()


def test_a_withdrawn_referral_gives_nothing_away(cast: Cast, client_of: ClientOf) -> None:
    an_age_key()
    referral = a_referral(rules.WITHDRAWN, cast=cast)
    item = referral.shared_items.get().item_id
    portal = client_of(cast.officer)
    base = f"/portal/referrals/{referral.pk}/"
    for address in ("letter.pdf", "package.age", "referral.json", f"evidence/{item}/", f"evidence/{item}/content/"):
        assert portal.get(f"{base}{address}").status_code == 404, address
    assert "Повучена сагласност" not in portal.get(base).content.decode()


@pytest.mark.parametrize("status", rules.IN_PREPARATION)
def test_nothing_before_delivery(status: str, cast: Cast, client_of: ClientOf) -> None:
    referral = a_referral(status, cast=cast)
    assert client_of(cast.officer).get(f"/portal/referrals/{referral.pk}/").status_code == 404


def test_staff_and_strangers_stay_outside(cast: Cast, client_of: ClientOf) -> None:
    referral = a_referral(rules.DELIVERED, cast=cast)
    for address in ("/portal/", f"/portal/referrals/{referral.pk}/", "/portal/verify/", "/portal/me/"):
        assert client_of(cast.analyst).get(address).status_code == 403, address
        assert Client().get(address).status_code == 302, address
    assert client_of(cast.officer).get("/portal/?queue=%3Cb%3E").status_code == 404
    assert client_of(cast.officer).get(f"/portal/referrals/{referral.pk}/deliver/").status_code == 405
    assert client_of(cast.officer).post(f"/portal/referrals/{referral.pk}/deliver/").status_code == 404


def test_words_of_people_are_never_run_as_html(cast: Cast, client_of: ClientOf) -> None:
    referral = a_referral(rules.ACKNOWLEDGED, cast=cast, text="<script>alert(1)</script>")
    actions.ask(cast.officer, referral_id=referral.pk, text="<img src=x onerror=alert(2)>")
    for client, address in ((client_of(cast.officer), "portal"), (client_of(cast.analyst), "desk")):
        page = client.get(f"/{address}/referrals/{referral.pk}/").content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "&lt;img src=x" in page
