"""Chats as they come to be, through the real actions, in opening hours."""

from datetime import UTC, datetime
from typing import Any

from smartsafe import clock
from smartsafe.channels.chat.actions import asking
from smartsafe.contacts.actions.reporting import Conversation
from smartsafe.vault.receipts import new_code

from .people import a_vault

# A Tuesday: the Serbian profile's line is open from 07:30 to 15:30 in Belgrade
OPEN = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
CLOSED = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
QUESTION = "Неко ми прети у приватним порукама. Шта да радим?"


def a_chat(*, question: str = QUESTION, **told: Any) -> Conversation:
    """Somebody asks in the chat at the clock's time, which has to be in opening hours."""
    a_vault()
    return asking.start(code=new_code(), question=question, language="sr", **told)


def a_chat_now(**told: Any) -> Conversation:
    """Somebody asked in the chat just now, whatever the hour is."""
    from smartsafe.channels.chat.models import Chat

    with clock.at(OPEN):
        conversation = a_chat(**told)
    now = clock.now()
    Chat.objects.filter(pk=conversation.contact_id).update(
        asked_at=now, queued_at=now, spoken_at=now, reporter_seen_at=now
    )
    return conversation
