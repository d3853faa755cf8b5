"""What templates ask about chats."""

from typing import Any

from django import template

from smartsafe.channels.chat.desk_queries import waiting_count
from smartsafe.faces.theme.standing import standing

register = template.Library()


@register.simple_tag(takes_context=True)
def desk_chats_waiting(context: dict[str, Any]) -> int:
    """How many wait in the chat, for the left column; 0 for one who does not see contacts."""
    actor = context.get("actor")
    if actor is None or not actor.may("contacts.see"):
        return 0
    return standing(context["request"], "chats-waiting", "chats", lambda: waiting_count(actor))
