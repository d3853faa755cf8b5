"""What answers at once until a person does, on channels outside: through the outbox, like any other reply.

It is no first reply: no clock stops for it. Machines are never answered; the channel says which letters are theirs.
"""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext

from smartsafe import clock
from smartsafe.audit.actions import Who, record
from smartsafe.live.actions import touch
from smartsafe.vault.public_keys import CENTRE, public_key_of
from smartsafe.vault.sealing import RecordKey

from ..auto_replies import answer_once, is_grave
from ..family import topics
from ..models import Contact, Message
from ..rules import DELIVERED_CHANNELS
from ..sealed import seal_body
from . import outbox

# Who writes so much so fast is a machine, or needs a person; what was written so long ago awaits no answer “at once”
LOOP_WINDOW, LOOP_MESSAGES = timedelta(hours=1), 8
LATE = timedelta(hours=24)


@transaction.atomic
def answer_by_itself(actor: Who, *, message_id: UUID) -> bool:
    """Answer the message that was just taken in, once in a while; whether anything was put into the outbox."""
    heard = Message.objects.select_related("contact").get(pk=message_id)
    contact, now = heard.contact, clock.now()
    if heard.channel not in DELIVERED_CHANNELS or now - heard.at > LATE or _looks_like_a_loop(contact):
        return False
    grave = is_grave(contact.rank, contact.service)
    said = answer_once(contact.id, channel=heard.channel, language=contact.language, moment=now, grave=grave)
    text = "\n\n".join(part for part in (said, _about_files(heard)) if part)
    if not text:
        return False
    key = RecordKey.new()
    message = Message(contact=contact, kind="to_reporter", channel=heard.channel, at=now)
    message.key_for_centre = key.sealed_to(public_key_of(CENTRE))
    if contact.receipt_public_key:
        message.key_for_receipt = key.sealed_to(bytes(contact.receipt_public_key))
    message.sealed_body = seal_body(key, message.id, text)
    message.save(force_insert=True)
    outbox.put(message, text=text, language=contact.language, automatic=True)
    touch(*topics(contact.id))
    record(actor, "contact.answered_by_itself", "contact", contact.id, channel=heard.channel)
    return True


def _looks_like_a_loop(contact: Contact) -> bool:
    lately = Message.objects.filter(contact=contact, kind="from_reporter", at__gte=clock.now() - LOOP_WINDOW)
    return lately.count() > LOOP_MESSAGES


def _about_files(heard: Message) -> str:
    """That files did not come through, told the first time that it happens in a conversation."""
    times = list(Message.objects.filter(contact=heard.contact, code="file_not_kept").values_list("at", flat=True)[:2])
    if times != [heard.at]:
        return ""
    with translation.override(heard.contact.language):
        return gettext("Not all the files came through: they were too large, too many, or of a kind we cannot take.")
