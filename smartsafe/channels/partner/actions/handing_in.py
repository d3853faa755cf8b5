"""What a partner does with reports. The API's face reaches it: nothing here opens what a report's key does not."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from smartsafe import clock
from smartsafe.contacts.actions import reporting
from smartsafe.contacts.actions.reporting import Conversation
from smartsafe.contacts.answers import Answers
from smartsafe.errors import NotFound
from smartsafe.evidence.uploads import SealedUpload
from smartsafe.vault.receipts import digits_of, receipt_key

from .. import rules
from ..access import Access, one_more, recently
from ..errors import NoSuchReport, ReportErased, ReportKeyWrong, TooMany
from ..models import Partner, Report

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class HandedIn:
    """Told once: the report's id and number, the key that opens its words, until when the centre answers."""

    id: UUID
    number: str
    report_key: str
    reply_by: datetime

    def __repr__(self) -> str:
        return f"HandedIn({self.number})"


@transaction.atomic
def hand_in(
    actor: Access, *, answers: Answers, language: str, reference: str = "", drawn: reporting.Drawn | None = None
) -> HandedIn:
    """A new contact by way of the partner. The partner's name and reference are sealed with the contact's details.

    `drawn`: the code, drawn before anything was locked.
    Raises ScopeMissing, TooMany, NothingTold, TooLong, UnknownChoice, NoKeyring, TooBusy.
    """
    actor.need(rules.WRITE)
    Partner.objects.select_for_update(no_key=True).get(pk=actor.id)  # one is counted after the other
    now = clock.now()
    if Report.objects.filter(partner_id=actor.id, handed_in_at__gt=now - DAY).count() >= actor.per_day:
        raise TooMany(seconds=3600)
    also = {"partner": actor.name, "reference": reference.replace("\0", "")}
    told = replace(answers, also={name: value for name, value in also.items() if value})
    receipt = reporting.take_in(actor, answers=told, channel=rules.CODE, language=language, drawn=drawn)
    if receipt.contact_id is None:  # only a receipt that was kept with a form has none
        raise NotFound()
    report = Report.objects.create(
        partner_id=actor.id, contact_id=receipt.contact_id, handed_in_at=now, heard_at=clock.now()
    )
    return HandedIn(report.id, receipt.number, receipt.code, receipt.reply_by)


def open_report(actor: Access, *, report_id: UUID, report_key: str, scope: str) -> Conversation:
    """Into the words of an own report, for what the scope allows. Slow by design: before anything is locked.

    Raises ScopeMissing, NoSuchReport, ReportErased, ReportKeyWrong, TooMany, TooBusy.
    """
    actor.need(scope)
    found = Report.objects.filter(pk=report_id, partner_id=actor.id).values_list(
        "contact_id", "contact__erased_at"
    ).first()  # fmt: skip
    if found is None:
        raise NoSuchReport()
    if found[1]:
        raise ReportErased()
    wrong = f"partner-wrong-key:{report_id}"
    recently(wrong, most=rules.WRONG_KEYS, within=rules.WRONG_WITHIN)
    receipt = receipt_key(digits_of(report_key[: reporting.MAX_TYPED_CODE]))
    try:
        return reporting.resume(found[0], receipt.private)
    except NotFound:
        one_more(wrong, within=rules.WRONG_WITHIN)
        raise ReportKeyWrong() from None


def write_more(
    actor: Access, *, conversation: Conversation, text: str = "", uploads: Sequence[SealedUpload] = ()
) -> None:
    """More words, or files. A closed report opens again.

    Raises ScopeMissing, NothingTold, TooLong, NotFound, and why a file is refused.
    """
    actor.need(rules.FILES if uploads else rules.WRITE)
    reporting.write_more(conversation, text=text, uploads=uploads)


def withdraw(actor: Access, *, conversation: Conversation) -> None:
    """A wish that the centre answers, not an erasure. Harmless twice. Raises ScopeMissing, NotFound."""
    actor.need(rules.WRITE)
    reporting.ask_withdrawal(conversation)
