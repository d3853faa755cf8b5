"""A letter to a school that was given up goes out again, to a better address where the first was mistyped."""

import json
from uuid import UUID

from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import record
from smartsafe.errors import NotFound
from smartsafe.people.actors import Actor
from smartsafe.vault.worker_public import seal_to_worker

from .. import sealed
from ..attention import FAILED
from ..errors import NoAddress, NotNow
from ..letters import still_true
from ..models import Activity, Letter
from ..rules import BY_PHONE, COMING, MANAGE
from .booking import clean_email
from .planning import locked


@transaction.atomic
def send_again(actor: Actor, *, activity_id: UUID, letter_id: int, email: str = "") -> None:
    """Without `email`, to the address that the school gave.

    Raises NotFound; NotNow for one that is not true any more; NoAddress, WrongEmail; Locked, NotAdmitted.
    """
    actor.need(MANAGE)
    row = locked(activity_id)
    letter = _failed(row, letter_id)
    if not still_true(letter):
        raise NotNow()
    contact = sealed.contact_of(actor, row)
    email = clean_email(email or contact.get("email", ""))
    if not contact or not email:
        raise NoAddress("email")
    address = seal_to_worker(json.dumps({"email": email, "name": contact["name"]}).encode())
    key = sealed.key_of(actor, row)
    row.sealed_contact = key.seal_json({**contact, "email": email}, sealed.at(row.id, sealed.CONTACT))
    row.sealed_address = address if row.status in COMING else b""
    row.save(update_fields=["sealed_contact", "sealed_address"])
    letter.sealed_address, letter.unsent, letter.attempts, letter.next_attempt_at = address, "", 0, clock.now()
    letter.save(update_fields=["sealed_address", "unsent", "attempts", "next_attempt_at"])
    record(actor, "activity.letter_again", "activity", row.id)


@transaction.atomic
def told_by_phone(actor: Actor, *, activity_id: UUID, letter_id: int) -> None:
    """What the letter says was said: it waits for nobody any more. Raises NotFound."""
    actor.need(MANAGE)
    row = locked(activity_id)
    letter = _failed(row, letter_id)
    letter.unsent = BY_PHONE
    letter.save(update_fields=["unsent"])
    record(actor, "activity.told_by_phone", "activity", row.id)


def _failed(row: Activity, letter_id: int) -> Letter:
    """Raises NotFound for a letter that was sent, waits, went out of date or is of another activity."""
    letter = row.letters.select_related("activity", "offer").filter(pk=letter_id, unsent__in=FAILED).first()
    if letter is None:
        raise NotFound()
    return letter
