"""One sentence for each kind of audit entry of the chat."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "chat.joined": _("joined the chat as a second counsellor"),
    "chat.stepped_out": _("left the chat as a second counsellor"),
    "chat.put_back": _("the chat went back to the queue"),
    "chat.ended": _("the chat ended: {by}"),
}
