"""Leave a note to the next shift; ask for a talk about what one has seen."""

from uuid import UUID

from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import SYSTEM, record
from smartsafe.errors import NotFound
from smartsafe.live.actions import touch
from smartsafe.once import once
from smartsafe.vault.public_keys import CENTRE, public_key_of
from smartsafe.vault.sealing import RecordKey

from ..actors import Actor
from ..errors import NothingToHandOver
from ..handover import DEBRIEFS, SEE, debrief_place, note_place
from ..models import Debrief, HandoverNote, HandoverRead
from ..shift_rules import LONGEST_NOTE


def _written(submission: UUID | None) -> HandoverNote | None:
    return HandoverNote.objects.filter(submission=submission).first() if submission else None


@once(_written)
@transaction.atomic
def write_note(actor: Actor, *, text: str, submission: UUID | None = None) -> HandoverNote:
    """For whoever comes next. Twice with one `submission` is once. Raises NothingToHandOver."""
    actor.need("contacts.handle")
    if before := _written(submission):
        return before
    text = _words(text)
    key = RecordKey.new()
    note = HandoverNote(
        author_id=actor.id, at=clock.now(), key_for_centre=key.sealed_to(public_key_of(CENTRE)), submission=submission
    )
    note.sealed_body = key.seal_text(text, note_place(note.id))
    note.save(force_insert=True)
    touch("handover")
    record(actor, "handover.written", "handover", note.id)
    return note


@transaction.atomic
def read_note(actor: Actor, *, note_id: UUID) -> None:
    """The person has read it; it leaves the top of their desk. Harmless twice. Raises NotFound."""
    actor.need(SEE)
    if not HandoverNote.objects.filter(pk=note_id).exists():
        raise NotFound()
    _read, new = HandoverRead.objects.get_or_create(note_id=note_id, person_id=actor.id, defaults={"at": clock.now()})
    if new:
        touch("handover")
        record(actor, "handover.read", "handover", note_id)


@transaction.atomic
def ask_debrief(actor: Actor, *, text: str) -> Debrief:
    """Ask a supervisor for a talk. Sealed; the audit tells that somebody asked, not who. Raises NothingToHandOver.

    The face then tells the supervisors.
    """
    actor.need("desk")
    text = _words(text)
    key = RecordKey.new()
    debrief = Debrief(person_id=actor.id, asked_at=clock.now(), key_for_centre=key.sealed_to(public_key_of(CENTRE)))
    debrief.sealed_body = key.seal_text(text, debrief_place(debrief.id))
    debrief.save(force_insert=True)
    record(SYSTEM, "debrief.asked", "debrief", debrief.id)
    return debrief


@transaction.atomic
def take_debrief(actor: Actor, *, debrief_id: UUID) -> None:
    """A supervisor has taken it on. Harmless twice. Raises NotFound."""
    actor.need(DEBRIEFS)
    debrief = Debrief.objects.select_for_update().filter(pk=debrief_id).first()
    if debrief is None:
        raise NotFound()
    if debrief.taken_at is None:
        debrief.taken_by_id, debrief.taken_at = actor.id, clock.now()
        debrief.save(update_fields=["taken_by", "taken_at"])
        record(actor, "debrief.taken", "debrief", debrief.id)


def _words(text: str) -> str:
    text = text.replace("\r\n", "\n").strip()
    if not text or len(text) > LONGEST_NOTE or "\0" in text:
        raise NothingToHandOver("text", limit=LONGEST_NOTE)
    return text
