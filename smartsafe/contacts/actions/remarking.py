"""A sentence of the house itself in a conversation: who came, who went.

Part of another action, which leaves the entry.
"""

from uuid import UUID

from smartsafe import clock
from smartsafe.live.actions import touch

from ..models import Message
from ..system_messages import SYSTEM_MESSAGES


def remark(contact_id: UUID, *, code: str, channel: str) -> None:
    """Add the system message `code`, inside the caller's transaction. KeyError for a code without a sentence."""
    SYSTEM_MESSAGES[code]
    Message.objects.create(contact_id=contact_id, kind="system", channel=channel, at=clock.now(), code=code)
    touch(f"contact:{contact_id}")
