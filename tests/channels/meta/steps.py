"""What most of these tests begin with: somebody writes; then what tests of messengers share."""

from datetime import datetime

from smartsafe import clock
from smartsafe.channels.tasks import take_in_waiting
from smartsafe.contacts.models import Contact

from ..contract import Event
from ..steps import replied, shown
from .peers import MetaPeer

MILA = "thread-1"
__all__ = ["MILA", "replied", "shown", "wrote"]


def wrote(peer: MetaPeer, event_id: str = "e1", *, text: str = "Неко ми прети.", at: datetime | None = None) -> Contact:
    assert peer.tell(Event(event_id, thread=MILA, text=text, at=at or clock.now())) == 200
    take_in_waiting()
    return Contact.objects.get()
