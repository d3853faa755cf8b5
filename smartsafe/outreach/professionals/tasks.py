"""The worker finds out whose address it is, writes letters, forgets whom it may not keep."""

import json
import secrets
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q
from django_tasks import task

from smartsafe import clock
from smartsafe.audit.actions import SYSTEM, record
from smartsafe.identifiers import new_id
from smartsafe.vault.sealing import CannotOpen

from .. import posting
from . import letters, sealed
from .actions.entering import written
from .models import Asking, Decision, Practice, Professional, WayIn
from .rules import (
    APPROVED,
    ASKED,
    DECLINED,
    INSIDE_FOR,
    LINK_LASTS,
    MOST_LETTERS,
    PAUSE,
    REGISTER,
    UNCONFIRMED_KEPT,
    UNSEEN_KEPT,
    WAITING,
)

LIST = "professionals"


@transaction.atomic
def _claim(rows: Any) -> Any:
    row = rows.filter(next_attempt_at__lte=clock.now()).select_for_update(skip_locked=True, of=("self",))
    row = row.order_by("next_attempt_at", "pk").first()
    if row is not None:
        row.attempts, row.next_attempt_at = row.attempts + 1, clock.now() + posting.LEASE
        row.save(update_fields=["attempts", "next_attempt_at"])
    return row


@transaction.atomic
def _whose(asking: Asking, told: dict[str, str]) -> Professional | None:
    """Who it is; None where nothing is written now. A registration that was not confirmed yet is written anew."""
    now, key = clock.now(), posting.key_of(told["email"], LIST)
    row = Professional.objects.select_for_update().filter(address_key=key).first()
    if row is None and asking.kind != REGISTER:
        return None
    if row is not None and (
        row.status == DECLINED or row.letters >= MOST_LETTERS or (row.written_at and row.written_at + PAUSE > now)
    ):
        return None
    if row is None or (row.status == ASKED and asking.kind == REGISTER):
        row = row or Professional(id=new_id(), address_key=key)
        kept = {name: told[name] for name in ("name", "institution", "email")}
        for name, value in sealed.for_outreach("professional", row.id, kept).items():
            setattr(row, name, value)
        row.status, row.role, row.language, row.asked_at = ASKED, told["role"], asking.language, now
        row.sealed_for_worker = asking.sealed_told
        row.save()
    return row


@transaction.atomic
def _letter_for(row: Professional) -> EmailMessage:
    told = json.loads(posting.opened(row.sealed_for_worker))
    if row.status == ASKED:
        return letters.confirm_letter(row, told)
    if row.status == WAITING:
        return letters.waiting_letter(row, told)
    secret, way_id = secrets.token_bytes(sealed.SECRET), new_id()
    WayIn.objects.filter(professional=row, used_at=None).delete()  # a newer link ends the older one
    kept = {name: told[name] for name in ("name", "institution", "email")}
    WayIn.objects.create(
        id=way_id, professional=row, secret_hash=sealed.hash_of(secret), made_at=clock.now(),
        sealed_told=sealed.for_session(secret, way_id, kept),
    )  # fmt: skip
    return letters.way_in_letter(row, told, written(way_id, secret))


def _answer(asking: Asking) -> str:
    try:
        told = json.loads(posting.opened(asking.sealed_told))
    except CannotOpen:
        return posting.REFUSED
    row = _whose(asking, told)
    if row is None:
        return posting.REFUSED
    outcome = posting.post(_letter_for(row))
    if outcome in (posting.SENT, posting.UNCLEAR):
        more = 1 if row.status == ASKED else 0
        Professional.objects.filter(pk=row.pk).update(written_at=clock.now(), letters=F("letters") + more)
    return outcome


def answer_professionals() -> int:
    """Write to whoever registered or asked for a way in; how many."""
    sent = 0
    while asking := _claim(Asking.objects):
        outcome = _answer(asking)
        sent += outcome == posting.SENT
        if outcome == posting.LATER and asking.attempts <= len(posting.BACK_OFF):
            later = clock.now() + posting.BACK_OFF[asking.attempts - 1]
            Asking.objects.filter(pk=asking.pk).update(next_attempt_at=later)
        else:
            asking.delete()
    return sent


def _tell_decision(decision: Decision) -> str:
    row = decision.professional
    try:
        told = json.loads(posting.opened(row.sealed_for_worker))
    except CannotOpen:
        return posting.REFUSED
    return posting.post(letters.decision_letter(row, told, approved=row.status == APPROVED))


def tell_decisions() -> int:
    """Who was turned down is erased once the letter went out, or could not."""
    sent = 0
    while decision := _claim(Decision.objects):
        outcome = _tell_decision(decision)
        sent += outcome == posting.SENT
        if outcome == posting.LATER and decision.attempts <= len(posting.BACK_OFF):
            later = clock.now() + posting.BACK_OFF[decision.attempts - 1]
            Decision.objects.filter(pk=decision.pk).update(next_attempt_at=later)
            continue
        Decision.objects.filter(pk=decision.pk).delete()
        Professional.objects.filter(pk=decision.professional_id, status=DECLINED).delete()
    return sent


@task()
@transaction.atomic
def forget_professionals() -> int:
    """Links and sessions that ended; who did not confirm, or has not come in for very long. How many people."""
    now = clock.now()
    WayIn.objects.filter(
        Q(used_at=None, made_at__lte=now - LINK_LASTS) | Q(used_at__lte=now - INSIDE_FOR)
    ).delete()  # fmt: skip
    late = Q(status=ASKED, asked_at__lte=now - UNCONFIRMED_KEPT) | Q(status=APPROVED, seen_at__lte=now - UNSEEN_KEPT)
    gone = list(Professional.objects.filter(late).values_list("pk", flat=True))
    Practice.objects.filter(by__in=gone, status=WAITING).delete()
    Professional.objects.filter(pk__in=gone).delete()
    if gone:
        record(SYSTEM, "professional.forgotten", "professional", "late", count=len(gone))
    return len(gone)


EVERY = [(forget_professionals, 60)]
PROMPT = [(answer_professionals, 5.0), (tell_decisions, 5.0)]
