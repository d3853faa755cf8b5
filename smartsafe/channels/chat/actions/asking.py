"""What a reporter does in a chat. The public face reaches this file; nothing here opens what the code does not."""

from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError, transaction

from smartsafe import clock
from smartsafe.contacts.actions import reporting
from smartsafe.contacts.actions.remarking import remark
from smartsafe.contacts.actions.reporting import Conversation, Drawn, draw, open_conversation, resume, take_in
from smartsafe.contacts.answers import Answers
from smartsafe.contacts.errors import TooLong
from smartsafe.errors import NotFound
from smartsafe.evidence.uploads import SealedUpload
from smartsafe.live.actions import touch
from smartsafe.vault.public_keys import public_half
from smartsafe.vault.sealing import CannotOpen, RecordKey, place

from .. import rules
from ..errors import ChatClosed, ChatCrowded
from ..models import Chat
from ..pulse import QUEUE
from ..rules import CHAT, ENDED, WAITING

CHANNEL = "chat"
# columns that a change of state may touch
COURSE = (
    "state", "danger", "queued_at", "taken_at", "ended_at", "ended_by", "operator", "second", "version", "spoken_at",
    "operator_seen_at", "staff_typing", "unheard",
)  # fmt: skip


def start(*, code: str, question: str, language: str, age_band: str = "", threat: str = "") -> Conversation:
    """Into the queue with the first question; `code` was drawn with the form, so that a second press finds the chat.

    Raises ChatClosed, ChatCrowded, and NothingTold, TooLong, UnknownChoice at the fields of the question.
    """
    if (begun := open_conversation(code)) is not None:
        return begun
    if not rules.is_open():
        raise ChatClosed()
    if len(question) > rules.MOST_CHARACTERS:
        raise TooLong("text", count=len(question), limit=rules.MOST_CHARACTERS)
    if Chat.objects.filter(state=WAITING).count() >= rules.MOST_WAITING:
        raise ChatCrowded()
    answers = Answers(service="helpline", text=question, age_band=age_band, threats=[threat] if threat else [])
    try:
        return _begin(draw(code), answers, language)
    except IntegrityError:  # the same form, sent twice at the same moment
        begun = open_conversation(code)
        if begun is None:
            raise
        return begun


@transaction.atomic
def _begin(drawn: Drawn, answers: Answers, language: str) -> Conversation:
    receipt = take_in(answers=answers, channel=CHANNEL, language=language, drawn=drawn)
    conversation = resume(receipt.contact_id, drawn.key.private)
    now, key = clock.now(), RecordKey.new()
    Chat.objects.create(
        contact_id=conversation.contact_id,
        topic=f"contact:{conversation.contact_id}",
        state=CHAT.initial,
        asked_at=now,
        queued_at=now,
        spoken_at=now,
        reporter_seen_at=now,
        unheard=1,
        key_for_receipt=key.sealed_to(public_half(conversation.private_key)),
        sealed_code=key.seal_text(drawn.code, _code_place(conversation.contact_id)),
    )
    touch(QUEUE)
    return conversation


def _code_place(contact_id: UUID) -> bytes:
    return place("chat", contact_id, "code")


def code_of(conversation: Conversation) -> str:
    """The receipt code, to whoever holds the conversation's key already; "" when it is shown no more."""
    row = Chat.objects.filter(pk=conversation.contact_id).values_list("key_for_receipt", "sealed_code").first()
    if row is None or not row[1]:
        return ""
    try:
        key = RecordKey.opened_by(conversation.private_key, row[0])
        return key.open_text(row[1], _code_place(conversation.contact_id))
    except CannotOpen:
        return ""


def locked(contact_id: UUID) -> Chat:
    """The row, locked until the transaction ends; always before the contact's, so that nobody waits in a ring."""
    chat = Chat.objects.select_for_update().filter(pk=contact_id).first()
    if chat is None:
        raise NotFound()
    return chat


@transaction.atomic
def say(
    conversation: Conversation, *, text: str, uploads: Sequence[SealedUpload] = (), submission: UUID | None = None
) -> None:
    """Another message. After the chat's end it is an ordinary message to the contact. Raises NothingTold, TooLong."""
    if len(text) > rules.MOST_CHARACTERS:
        raise TooLong("text", count=len(text), limit=rules.MOST_CHARACTERS)
    chat = locked(conversation.contact_id)
    reporting.write_more(conversation, text=text, uploads=uploads, submission=submission)
    if chat.state == ENDED:
        return
    chat.spoken_at = chat.reporter_seen_at = clock.now()
    chat.reporter_typing = False
    chat.unheard += 1
    chat.version += 1
    chat.save(update_fields=["spoken_at", "reporter_seen_at", "reporter_typing", "unheard", "version"])


@transaction.atomic
def cry(conversation: Conversation) -> None:
    """Somebody is in danger now: first in every queue."""
    chat = locked(conversation.contact_id)
    if not chat.danger:
        chat.danger = True
        chat.version += 1
        chat.save(update_fields=["danger", "version"])
        touch(QUEUE)
    reporting.tell_danger(conversation)


@transaction.atomic
def leave(conversation: Conversation) -> None:
    """The reporter ends the chat. The conversation goes on with the code. Harmless when it has ended."""
    chat = locked(conversation.contact_id)
    if chat.state != ENDED:
        finish(chat, by="reporter")


ENDING_WORDS = {"reporter": "chat_left", "operator": "chat_ended", "gone": "chat_gone", "hours": "chat_closed"}


def finish(chat: Chat, *, by: str) -> None:
    """The end, inside the caller's transaction; the caller leaves the entry where a person acts."""
    chat.state = CHAT.after("leave", chat.state)
    chat.ended_at, chat.ended_by = clock.now(), by
    chat.reporter_typing = chat.staff_typing = False
    chat.version += 1
    chat.save(update_fields=[*COURSE, "reporter_typing"])
    remark(chat.contact_id, code=ENDING_WORDS[by], channel=CHANNEL)
    touch(QUEUE)
