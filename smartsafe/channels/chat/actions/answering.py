"""What staff do in chats: take the next, answer, hand over, join, put back, end. The public face never reaches this."""

from uuid import UUID

from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import record
from smartsafe.contacts.actions import handling
from smartsafe.contacts.actions.remarking import remark
from smartsafe.contacts.errors import CannotTake, TooLong
from smartsafe.live.actions import touch
from smartsafe.notifications.actions import mark_seen
from smartsafe.people.actors import Actor
from smartsafe.people.queries import people_who_may

from .. import rules
from ..errors import ChatOver, EnoughChats, NobodyWaits, NotYourChat, TakenAlready
from ..models import OPEN, Chat
from ..pulse import QUEUE
from ..rules import CHAT, ENDED, HANDLE, TALKING, WAITING
from .asking import CHANNEL, COURSE, finish, locked


def _has_room(actor: Actor) -> None:
    if Chat.objects.filter(OPEN, operator_id=actor.id).count() >= rules.MOST_AT_ONCE:
        raise EnoughChats(most=rules.MOST_AT_ONCE)


def _take(actor: Actor, chat: Chat) -> None:
    chat.state = CHAT.after("take", chat.state)
    chat.operator_id, chat.operator_seen_at = actor.id, clock.now()
    chat.taken_at = chat.taken_at or chat.operator_seen_at
    chat.version += 1
    chat.save(update_fields=COURSE)
    remark(chat.contact_id, code="chat_taken", channel=CHANNEL)
    touch(QUEUE)
    handling.assign(actor, contact_id=chat.contact_id, person_id=actor.id)


@transaction.atomic
def take_next(actor: Actor) -> UUID:
    """The chat whose turn it is: danger first, then who has waited longest. Raises NobodyWaits, EnoughChats."""
    actor.need(HANDLE)
    _has_room(actor)
    waiting = Chat.objects.select_for_update(skip_locked=True, of=("self",)).filter(state=WAITING)
    chat = waiting.order_by("-danger", "queued_at", "contact_id").first()
    if chat is None:
        raise NobodyWaits()
    _take(actor, chat)
    return chat.contact_id


@transaction.atomic
def take(actor: Actor, *, chat_id: UUID) -> None:
    """This very chat. Harmless when one has it already. Raises TakenAlready, ChatOver, EnoughChats, NotFound."""
    actor.need(HANDLE)
    chat = locked(chat_id)
    if chat.state == ENDED:
        raise ChatOver()
    if chat.state == TALKING:
        if chat.operator_id != actor.id:
            raise TakenAlready()
        return
    _has_room(actor)
    _take(actor, chat)


def _mine(actor: Actor, chat_id: UUID, *, second: bool = True) -> Chat:
    """Locked, open, and answered by the person. Raises NotAllowed, NotFound, NotYourChat, ChatOver."""
    actor.need(HANDLE)
    chat = locked(chat_id)
    if chat.state == ENDED:
        raise ChatOver()
    if actor.id != chat.operator_id and not (second and actor.id == chat.second_id):
        raise NotYourChat()
    return chat


@transaction.atomic
def answer(actor: Actor, *, chat_id: UUID, text: str, submission: UUID | None = None) -> None:
    """Words to the reporter. Twice with one `submission` is once.

    Raises NothingWritten, TooLong, NotYourChat, ChatOver.
    """
    if len(text) > rules.MOST_CHARACTERS:
        raise TooLong("text", count=len(text), limit=rules.MOST_CHARACTERS)
    chat = _mine(actor, chat_id)
    chat.spoken_at = clock.now()
    if actor.id == chat.operator_id:
        chat.operator_seen_at, chat.unheard = chat.spoken_at, 0
    chat.staff_typing = False
    chat.version += 1
    chat.save(update_fields=["spoken_at", "operator_seen_at", "unheard", "staff_typing", "version"])
    handling.reply(actor, contact_id=chat_id, text=text, submission=submission, here=True)


@transaction.atomic
def hand_over(actor: Actor, *, chat_id: UUID, person_id: UUID) -> None:
    """To a colleague, who is told. A supervisor may hand over anybody's chat. Raises CannotTake, NotYourChat, …"""
    chat = locked(chat_id)
    if chat.state != TALKING or not actor.may(rules.JOIN):
        chat = _mine(actor, chat_id, second=False)
    if person_id == chat.operator_id or person_id not in {one for one, _name in people_who_may(HANDLE)}:
        raise CannotTake("person")
    chat.state = CHAT.after("hand_over", chat.state)
    chat.operator_id, chat.operator_seen_at = person_id, clock.now()
    if chat.second_id == person_id:
        chat.second_id = None
    chat.staff_typing = False
    chat.unheard = max(chat.unheard, 1)  # new to whoever gets it
    chat.version += 1
    chat.save(update_fields=COURSE)
    remark(chat_id, code="chat_handed_over", channel=CHANNEL)
    touch(QUEUE)
    handling.assign(actor, contact_id=chat_id, person_id=person_id)


@transaction.atomic
def join(actor: Actor, *, chat_id: UUID) -> None:
    """As a second counsellor, which both sides see. Harmless twice.

    Raises TakenAlready when there is a second counsellor already, ChatOver.
    """
    actor.need(rules.JOIN)
    chat = locked(chat_id)
    if chat.state != TALKING:
        raise ChatOver()
    if actor.id in (chat.operator_id, chat.second_id):
        return
    if chat.second_id is not None:
        raise TakenAlready()
    chat.second_id = actor.id
    chat.version += 1
    chat.save(update_fields=["second", "version"])
    remark(chat_id, code="chat_joined", channel=CHANNEL)
    touch(QUEUE)
    record(actor, "chat.joined", "contact", chat_id)


@transaction.atomic
def step_out(actor: Actor, *, chat_id: UUID) -> None:
    """The second counsellor leaves. Harmless when not in it."""
    actor.need(HANDLE)
    chat = locked(chat_id)
    if chat.second_id != actor.id:
        return
    chat.second_id = None
    chat.version += 1
    chat.save(update_fields=["second", "version"])
    if chat.state != ENDED:
        remark(chat_id, code="chat_stepped_out", channel=CHANNEL)
    touch(QUEUE)
    record(actor, "chat.stepped_out", "contact", chat_id)


@transaction.atomic
def put_back(actor: Actor, *, chat_id: UUID) -> None:
    """Back to the queue, in front of those who came later. Raises NotYourChat, ChatOver."""
    chat = _mine(actor, chat_id, second=False)
    if chat.state != TALKING:
        raise NotYourChat()
    requeue(chat)
    record(actor, "chat.put_back", "contact", chat_id)


def requeue(chat: Chat) -> None:
    """Inside the caller's transaction, which leaves the entry."""
    chat.state = CHAT.after("put_back", chat.state)
    chat.operator_id = chat.second_id = None
    chat.staff_typing = False
    chat.unheard = max(chat.unheard, 1)
    chat.version += 1
    chat.save(update_fields=COURSE)
    remark(chat.contact_id, code="chat_put_back", channel=CHANNEL)
    touch(QUEUE)


@transaction.atomic
def end(actor: Actor, *, chat_id: UUID) -> None:
    """The operator ends the chat; the contact stays open until it is closed. Harmless when it has ended."""
    actor.need(HANDLE)
    chat = locked(chat_id)
    if chat.state == ENDED:
        return
    if actor.id != chat.operator_id and not actor.may(rules.JOIN):
        raise NotYourChat()
    finish(chat, by="operator")
    record(actor, "chat.ended", "contact", chat_id, by="operator")


@transaction.atomic
def hear(actor: Actor, *, chat_id: UUID) -> None:
    """What came while the chat stands open before the operator's eyes is read. No entry: opening it was one."""
    actor.need(HANDLE)
    chat = locked(chat_id)
    if chat.operator_id == actor.id and chat.unheard:
        chat.unheard = 0
        chat.save(update_fields=["unheard"])
    handling.keep_reading(actor, contact_id=chat_id)
    mark_seen(actor, object_id=chat_id)
