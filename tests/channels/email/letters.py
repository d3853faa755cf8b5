"""Letters as people and machines write them. All people and addresses are invented."""

from email.message import EmailMessage
from email.utils import format_datetime
from itertools import count
from typing import Any

from smartsafe import clock

CENTRE = "bit@centar.rs"
ANA = "ana@primer.rs"
_numbers = count(1)


def a_letter(text: str = "Неко ми прети.", **headers: Any) -> EmailMessage:
    """From Ana to the centre; an underscore in a header's name is a hyphen, None leaves a header out."""
    letter = EmailMessage()
    all_headers = {
        "From": f"Ана <{ANA}>", "To": CENTRE, "Subject": "Помоћ", "Date": format_datetime(clock.now()),
        "Message-ID": f"<letter-{next(_numbers)}@primer.rs>",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }  # fmt: skip
    for name, value in all_headers.items():
        if value is not None:
            letter[name] = value
    letter.set_content(text)
    return letter


def an_answer_to(sent: Any, text: str = "Хвала вам", **headers: Any) -> EmailMessage:
    """As a mail program makes it: the answer goes where Reply-To says, and names what it answers."""
    return a_letter(
        text,
        **{
            "To": str(sent["Reply-To"]), "Subject": f"Re: {sent['Subject']}", "In-Reply-To": str(sent["Message-ID"]),
            "References": f"{sent['References'] or ''} {sent['Message-ID']}".strip(), **headers,
        },
    )  # fmt: skip


def a_bounce_of(sent: Any, action: str = "failed", status: str = "5.1.1") -> bytes:
    """A delivery report as Postfix writes it."""
    return f"""Return-Path: <>
From: MAILER-DAEMON@primer.rs (Mail Delivery System)
To: {CENTRE}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
Message-ID: <bounce-{next(_numbers)}@primer.rs>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--b
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; primer.rs
Arrival-Date: Wed, 25 Nov 2026 10:12:00 +0100 (CET)

Final-Recipient: rfc822; {ANA}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {status.replace(".", "")} {status} what the other server said

--b
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

From: {CENTRE}
To: {ANA}
Message-ID: {sent["Message-ID"]}

--b--
""".replace("\n", "\r\n").encode()
