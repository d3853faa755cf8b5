"""What happens to chats by themselves: people vanish, the line closes, codes are forgotten."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from smartsafe import clock
from smartsafe.audit.actions import SYSTEM, Nameless, record
from smartsafe.country.profile import profile

from .. import rules
from ..models import OPEN, Chat
from ..rules import TALKING, WAITING
from .answering import requeue
from .asking import finish

AT_ONCE = 200


def tidy() -> int:
    """Look after every chat once; how many were changed. Harmless at any time and from any number of workers."""
    now = clock.now()
    deeds: list[tuple[Q, Callable[[Chat], None]]] = [] if rules.is_open() else [(Q(state=WAITING), _closed)]
    deeds += [
        (Q(state=TALKING, operator_seen_at__lt=now - rules.OPERATOR_GONE_AFTER), requeue),
        (Q(state=WAITING, reporter_seen_at__lt=now - rules.GONE_AFTER), _gone),
        (Q(OPEN, reporter_seen_at__lt=now - rules.LEFT_AFTER), _gone),
    ]
    count = 0
    for which, deed in deeds:
        for chat_id in list(Chat.objects.filter(which).values_list("pk", flat=True)[:AT_ONCE]):
            count += _one(SYSTEM, chat_id, which, deed)
    _forget_codes()
    return count


@transaction.atomic
def _one(actor: Nameless, chat_id: UUID, which: Q, deed: Callable[[Chat], None]) -> int:
    chat = Chat.objects.select_for_update().filter(which, pk=chat_id).first()
    if chat is None:  # came back, or was taken, a moment ago
        return 0
    deed(chat)
    if chat.ended_by:
        record(actor, "chat.ended", "contact", chat_id, by=chat.ended_by)
    else:
        record(actor, "chat.put_back", "contact", chat_id)
    return 1


def _gone(chat: Chat) -> None:
    finish(chat, by="gone")


def _closed(chat: Chat) -> None:
    finish(chat, by="hours")


def _forget_codes() -> None:
    """The code of an ended chat is shown for as long as that of a form, then destroyed."""
    shown = timedelta(minutes=profile().retention.receipt_shown_minutes)
    over = Chat.objects.filter(ended_at__lt=clock.now() - shown).exclude(sealed_code=b"")
    over.update(sealed_code=b"", key_for_receipt=b"")
