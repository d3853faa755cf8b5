"""Where a person is signed in."""

from uuid import UUID

from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import record
from smartsafe.errors import NotFound

from ..actors import Actor
from ..models import SignIn


@transaction.atomic
def begin(actor: Actor) -> UUID:
    """The whole sign-in is complete. The id goes into the session; ending it ends the session."""
    sign_in = SignIn.objects.create(person_id=actor.id, at=clock.now(), seen_at=clock.now())
    record(actor, "person.signed_in", "person", actor.id)
    return sign_in.id


@transaction.atomic
def end(actor: Actor, *, sign_in_id: UUID) -> None:
    """End one of one's own sessions. Raises NotFound."""
    ended, _ = SignIn.objects.filter(id=sign_in_id, person_id=actor.id).delete()
    if not ended:
        raise NotFound()
    record(actor, "person.sessions_ended", "person", actor.id, sessions=1)


@transaction.atomic
def end_others(actor: Actor, *, sign_in_id: UUID) -> int:
    """End all of one's sessions but this one. How many ended."""
    ended, _ = SignIn.objects.filter(person_id=actor.id).exclude(id=sign_in_id).delete()
    record(actor, "person.sessions_ended", "person", actor.id, sessions=ended)
    return ended
