"""Register, ask for a way in, confirm the address, leave. The public face reaches this."""

import json
from uuid import UUID

from django.core import signing
from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import Nameless, record
from smartsafe.country.profile import profile
from smartsafe.notifications.actions import tell
from smartsafe.once import once
from smartsafe.people.queries import people_who_may
from smartsafe.vault.worker_public import seal_to_worker

from ... import addresses, words
from ...errors import NotAChoice
from ..errors import AlreadyConfirmed, LinkRanOut, LinkWrong
from ..models import Asking, Practice, Professional
from ..rules import (
    ASKED,
    DECLINED,
    ENTER,
    MANAGE,
    MAX_INSTITUTION,
    MAX_NAME,
    REGISTER,
    ROLES,
    UNCONFIRMED_KEPT,
    WAITING,
)

PROFESSIONAL = Nameless("member")
CONFIRM = "smartsafe.professional.confirm"
BOX = 2_000  # every form's sealed words are as long as the longest one


def _earlier(submission: UUID) -> bool | None:
    return Asking.objects.filter(submission=submission).exists() or None


def _ask(kind: str, told: dict[str, str], language: str, submission: UUID) -> None:
    if language not in {one.code for one in profile().languages}:
        raise NotAChoice("language")
    if not _earlier(submission):
        sealed = seal_to_worker(json.dumps(told, ensure_ascii=False).encode().ljust(BOX))
        Asking.objects.create(
            submission=submission, kind=kind, sealed_told=sealed, language=language, next_attempt_at=clock.now()
        )


@once(_earlier)
@transaction.atomic
def register(*, name: str, institution: str, role: str, email: str, language: str, submission: UUID) -> bool:
    """Whoever is known already is found out by the worker alone.

    Raises NotAChoice, LineMissing, LineTooLong, NotAnAddress; NoWorkerKey before the centre was set up.
    """
    if role not in ROLES:
        raise NotAChoice("role")
    told = {
        "name": words.line(name, "name", limit=MAX_NAME, needed=True),
        "institution": words.line(institution, "institution", limit=MAX_INSTITUTION, needed=True),
        "role": role,
        "email": addresses.clean(email),
    }
    _ask(REGISTER, told, language, submission)
    return True


@once(_earlier)
@transaction.atomic
def ask_way_in(*, email: str, language: str, submission: UUID) -> bool:
    """The same answer whether the address is known or not. Raises NotAnAddress, NoWorkerKey."""
    _ask(ENTER, {"email": addresses.clean(email)}, language, submission)
    return True


def token(professional_id: UUID) -> str:
    return signing.dumps(str(professional_id), salt=CONFIRM)


def _named_by(told: str) -> UUID:
    try:
        return UUID(signing.loads(told[:300], salt=CONFIRM))
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        raise LinkWrong() from None


def _check(row: Professional | None) -> Professional:
    if row is None or row.status == DECLINED or (
        row.status == ASKED and row.asked_at + UNCONFIRMED_KEPT <= clock.now()
    ):  # fmt: skip
        raise LinkRanOut()
    if row.status != ASKED:
        raise AlreadyConfirmed()
    return row


def check_open(told: str) -> None:
    """Raises LinkWrong, LinkRanOut, AlreadyConfirmed."""
    _check(Professional.objects.filter(pk=_named_by(told)).first())


@transaction.atomic
def confirm(told: str) -> None:
    """By the button on the link's page; from now on it waits for the centre. Raises as `check_open`."""
    row = _check(Professional.objects.select_for_update().filter(pk=_named_by(told)).first())
    row.status, row.letters = WAITING, 0
    row.save(update_fields=["status", "letters"])
    tell([one for one, _name in people_who_may(MANAGE)], "professional.waiting", "professional", row.id, "")
    record(PROFESSIONAL, "professional.confirmed", "professional", row.id)


@transaction.atomic
def leave(professional_id: UUID) -> None:
    """By who is inside: everything is erased but what is published, which names nobody. Harmless twice."""
    Practice.objects.filter(by_id=professional_id, status=WAITING).delete()
    gone, _kinds = Professional.objects.filter(pk=professional_id).delete()
    if gone:
        record(PROFESSIONAL, "professional.left", "professional", professional_id)
