"""How much may come from one place or into one chat, without keeping the place; said kindly, losing nothing."""

from django.http import HttpRequest

from .. import pace
from ..comeback.guessing import address_of

STARTS, STARTS_WITHIN = 20, 10 * 60  # chats begun from one place: a whole class may sit behind one address
MESSAGES, MESSAGES_WITHIN = 15, 30  # messages in one chat


def too_many_chats(request: HttpRequest) -> bool:
    return pace.one_more(b"start " + address_of(request).encode(), STARTS, STARTS_WITHIN)


def too_many_messages(contact_id: bytes) -> bool:
    return pace.one_more(b"say " + contact_id, MESSAGES, MESSAGES_WITHIN)


def forget_all() -> None:
    pace.forget_all()
