"""Change what answers by itself."""

import string
from typing import Any

from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import record
from smartsafe.people.actors import Actor

from ..auto_replies import FILLED, KINDS, LONGEST, channels, default, languages
from ..errors import AutoReplyUnfit, UnknownChoice
from ..models import AutoReply

MANAGE = "auto_replies.manage"


@transaction.atomic
def set_auto_reply(actor: Actor, *, channel: str, language: str, kind: str, text: str) -> None:
    """The text from now on; an empty one, or the profile's own words, gives the profile's back.

    Raises UnknownChoice, AutoReplyUnfit.
    """
    actor.need(MANAGE)
    for field, value, known in (
        ("channel", channel, channels()), ("language", language, languages()), ("kind", kind, KINDS),
    ):  # fmt: skip
        if value not in known:
            raise UnknownChoice(field)
    text = _checked(text)
    where: dict[str, Any] = {"channel": channel, "language": language, "kind": kind}
    if not text or text == default(kind).in_language(language):
        AutoReply.objects.filter(**where).delete()
    else:
        changed = {"text": text, "changed_at": clock.now(), "changed_by_id": actor.id}
        AutoReply.objects.update_or_create(**where, defaults=changed)
    record(actor, "auto_reply.set", "auto_reply", f"{channel}.{language}.{kind}", own=bool(text))


def _checked(text: str) -> str:
    text = text.replace("\r\n", "\n").strip()
    allowed = ", ".join(f"{{{name}}}" for name in FILLED)
    try:
        named = [part[1:] for part in string.Formatter().parse(text) if part[1] is not None]
    except ValueError:
        raise AutoReplyUnfit("text", limit=LONGEST, allowed=allowed) from None
    if len(text) > LONGEST or "\0" in text or any(name not in FILLED or spec or turn for name, spec, turn in named):
        raise AutoReplyUnfit("text", limit=LONGEST, allowed=allowed)
    return text
