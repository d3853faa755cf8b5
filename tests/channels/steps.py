"""What many tests of messengers begin with: a colleague answers, what the desk reads then."""

from smartsafe.channels.tasks import deliver_waiting
from smartsafe.contacts import queries
from smartsafe.contacts.actions import handling
from smartsafe.contacts.models import Contact, Outgoing
from smartsafe.people.actors import Actor


def replied(operator: Actor, text: str = "Ту смо за тебе.") -> Outgoing:
    """The only contact is answered, and the answer delivered."""
    message = handling.reply(operator, contact_id=Contact.objects.get().id, text=text)
    deliver_waiting()
    return Outgoing.objects.get(message=message)


def conversation(operator: Actor) -> list[queries.MessageView]:
    return queries.conversation(operator, Contact.objects.get().id)


def shown(operator: Actor, kind: str = "from_reporter") -> list[queries.MessageView]:
    return [one for one in conversation(operator) if one.kind == kind]
