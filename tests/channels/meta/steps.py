"""What most of these tests begin with: somebody writes, a colleague answers, what the desk reads then."""

from datetime import datetime

from smartsafe import clock
from smartsafe.channels.tasks import deliver_waiting, take_in_waiting
from smartsafe.contacts import queries
from smartsafe.contacts.actions import handling
from smartsafe.contacts.models import Contact, Outgoing
from smartsafe.people.actors import Actor

from ..contract import Event
from .peers import MetaPeer

MILA = "thread-1"


def wrote(peer: MetaPeer, event_id: str = "e1", *, text: str = "Неко ми прети.", at: datetime | None = None) -> Contact:
    assert peer.tell(Event(event_id, thread=MILA, text=text, at=at or clock.now())) == 200
    take_in_waiting()
    return Contact.objects.get()


def replied(operator: Actor, text: str = "Ту смо за тебе.") -> Outgoing:
    message = handling.reply(operator, contact_id=Contact.objects.get().id, text=text)
    deliver_waiting()
    return Outgoing.objects.get(message=message)


def shown(operator: Actor, kind: str = "from_reporter") -> list[queries.MessageView]:
    return [one for one in queries.conversation(operator, Contact.objects.get().id) if one.kind == kind]
