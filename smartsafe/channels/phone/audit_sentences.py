"""One sentence for each kind of audit entry of the telephone."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "call.told": _("the telephone exchange told of a call: {what}"),
    "call.odd": _("the telephone exchange told of a call out of order: {what}, {odd}"),
    "call.taken": _("answered a call"),
    "call.linked": _("took down a call that the exchange had told of"),
    "call_back.planned": _("planned to call back"),
    "call_back.done": _("called back: {outcome}"),
    "call_back.again": _("tried to call back, attempt {attempts}"),
    "call_backs.looked": _("opened the list of call-backs: {count}"),
    "calls.forgotten": _("forgot the numbers of {count} old calls"),
}
