"""What a reporter sees of their chat. Reached from the public face: opens only with the reporter's own key."""

from dataclasses import dataclass
from datetime import datetime

from smartsafe import clock
from smartsafe.contacts.actions.reporting import Conversation
from smartsafe.contacts.reporter_queries import ConversationView, conversation_view
from smartsafe.errors import NotFound

from . import rules
from .actions.asking import code_of
from .models import Chat
from .queue import Place, place_of
from .rules import TALKING, WAITING


@dataclass(frozen=True, slots=True)
class TalkView:
    """A chat as its reporter sees it. `code`: sixteen digits, "" when it is shown no more."""

    state: str
    ended_by: str
    ended_at: datetime | None
    danger: bool
    seconded: bool  # two counsellors are here
    typing: bool  # somebody here is typing
    place: Place | None  # while waiting
    closes_soon: bool
    code: str
    conversation: ConversationView

    @property
    def open(self) -> bool:
        return self.state != rules.ENDED


def state_of(conversation: Conversation) -> str:
    """waiting, talking, ended; "" for a contact that is no chat."""
    return Chat.objects.filter(pk=conversation.contact_id).values_list("state", flat=True).first() or ""


def talk(conversation: Conversation) -> TalkView:
    """Raises NotFound when the contact is gone or is no chat."""
    chat = Chat.objects.filter(pk=conversation.contact_id).first()
    if chat is None:
        raise NotFound()
    here = chat.operator_seen_at is not None and clock.now() - chat.operator_seen_at < rules.TYPING_LASTS
    return TalkView(
        state=chat.state,
        ended_by=chat.ended_by,
        ended_at=chat.ended_at,
        danger=chat.danger,
        seconded=chat.second_id is not None,
        typing=chat.state == TALKING and chat.staff_typing and here,
        place=place_of(chat) if chat.state == WAITING else None,
        closes_soon=chat.state == WAITING and rules.closes_soon(),
        code=code_of(conversation),
        conversation=conversation_view(conversation),
    )
