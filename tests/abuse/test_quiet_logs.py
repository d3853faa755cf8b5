"""Nothing that people typed, no name, no code and no address of anybody reaches a log, a title or an e-mail."""

import logging

import pytest
from django.core import mail
from django.test import Client

from smartsafe.notifications.tasks import email_what_waits
from tests.factories.referrals import Cast, a_referral
from tests.pages import Page
from tests.signing_in import signed_in_client

pytestmark = pytest.mark.django_db
PLANTED = ("Тајнареч", "tajna.osoba@example.net", "0635550199", "@tajninadimak", "203.0.113.77", "TajniPregledac")


def test_a_whole_journey_leaves_no_word_in_the_logs(vault: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("django.db.backends").setLevel(logging.WARNING)  # statements are not logged anywhere
    child = Client(headers={"user-agent": PLANTED[5]}, REMOTE_ADDR=PLANTED[4])
    child.post("/en/report/", {"about_whom": "me", "go": "next"})
    child.post("/en/report/what/", {"threats": "sextortion", "go": "next"})
    child.post("/en/report/words/", {"text": f"{PLANTED[0]} {PLANTED[3]}", "handles": PLANTED[3], "go": "next"})
    child.post("/en/report/contact/", {"stay": "leave", "email": PLANTED[1], "phone": PLANTED[2], "go": "next"})
    child.post("/en/report/child/", {"go": "next"})
    child.post("/en/report/danger/", {"danger": "no", "go": "next"})
    child.post("/en/report/check/", {"go": "next"})
    shown = child.get("/en/sent/").content.decode()
    code = "".join(digit for digit in Page(shown).texts[0][1] if digit.isdigit())
    child.post("/en/return/", {"code": f"{PLANTED[0]} 0000"})
    child.get(f"/en/advice/{PLANTED[3]}/")
    child.get("/en/no-such-page/")
    cast = Cast()
    referral = a_referral("acknowledged", cast=cast, text=PLANTED[0], handles=[PLANTED[3]])
    for actor, address in (
        (cast.analyst, f"/desk/cases/{referral.case_id}/"),
        (cast.officer, f"/portal/referrals/{referral.id}/"),
    ):
        html = signed_in_client(actor).get(address).content.decode()
        title = Page(html).all("title")[0].said()
        assert not any(word in title for word in PLANTED), "no words in a title"
    email_what_waits.enqueue()
    said = caplog.text + "".join(message.subject + message.body for message in mail.outbox)
    found = [word for word in (*PLANTED[:3], *PLANTED[4:], *([code] if len(code) == 16 else [])) if word in said]
    assert not found, f"These reached a log or an e-mail: {found}"
    assert referral.number not in "".join(message.subject + message.body for message in mail.outbox)
