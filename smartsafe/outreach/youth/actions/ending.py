"""How an application ends, whoever ends it: what was written is erased at once, its keys are destroyed."""

from uuid import UUID

from smartsafe import clock
from smartsafe.errors import NotFound
from smartsafe.notifications.actions import settle

from ..errors import NotNow
from ..models import Application, Consent, Letter
from ..rules import PENDING, after

ERASED = ("key_for_outreach", "key_for_code", "cohort_key_for_code", "sealed_told", "sealed_address")


def locked(application_id: UUID) -> Application:
    """Raises NotFound."""
    row = Application.objects.select_for_update(of=("self",)).filter(pk=application_id).first()
    if row is None:
        raise NotFound()
    return row


def moved(row: Application, verb: str) -> str:
    """Where the step leads. Raises NotNow."""
    status = after(verb, row.status)
    if status is None:
        raise NotNow()
    return status


def send_letter(row: Application, kind: str, consent: Consent | None = None) -> None:
    """Into the outbox, in the transaction that decided it; nothing where no guardian was asked."""
    if row.sealed_address:
        Letter.objects.create(
            application=row,
            consent=consent,
            kind=kind,
            sealed_address=row.sealed_address,
            next_attempt_at=clock.now(),
        )


def end(row: Application, verb: str, *, reason: str = "") -> None:
    """The row is locked. Raises NotNow, in which case nothing has changed."""
    row.status = moved(row, verb)
    row.reason, row.ended_at, row.place = reason, clock.now(), None
    row.letters.filter(sent_at=None).delete()  # what still waited asks for something that is over
    if verb not in ("refuse", "lapse"):
        send_letter(row, "over")
    for field in ERASED:
        setattr(row, field, b"")
    row.save()
    row.badges.all().delete()
    row.ideas.filter(status=PENDING).delete()
    row.ideas.update(member=None)
    row.consents.filter(answer="").update(answer="over", answered_at=row.ended_at)
    row.consents.update(key_for_outreach=b"", sealed_who=b"")
    settle("youth.applied", row.id)
