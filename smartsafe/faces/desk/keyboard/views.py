"""The help page with every key of the desk; with `part=sheet` only the table, for the sheet over the page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from smartsafe.faces.theme.doors import needs

from ..inbox.queue_names import QUEUES

GROUPS = [
    (
        _("Anywhere"),
        [
            (("/",), _("Search")),
            (("c",), _("New call")),
            (("p",), _("Answer the call that rings")),
            (("g", "p"), _("Phone: calls, call-backs, figures")),
            (("g", "v"), _("Letter or visit")),
            (("g", "h"), _("Chats")),
            (("g", "b"), _("Live board")),
            (("g", "s"), _("Shifts")),
            (("x", "s"), _("Record a silent call")),
            (("x", "p"), _("Record a prank call")),
            (("x", "w"), _("Record a wrong number")),
            (("?",), _("These keys")),
            (("Esc",), _("Close what is open, leave a field")),
        ],
    ),
    (
        _("In a list"),
        [
            (("j",), _("Next contact")),
            (("k",), _("Previous contact")),
            (("Enter",), _("Open it")),
        ],
    ),
    (
        _("In an open contact"),
        [
            (("r",), _("Write a reply")),
            (("n",), _("Write a note")),
            (("t",), _("Assess: threat, harm, urgency, child")),
            (("a",), _("Assign")),
            (("e",), _("Take it")),
            (("w",), _("Answer by another way")),
            (("m",), _("Merge: to what is connected, else by number")),
            (("s",), _("Split messages off")),
            (("o",), _("Open a case")),
            (("z", "a"), _("Close with advice")),
            (("z", "r"), _("Close as redirected")),
            (("z", "s"), _("Close as silent; then p prank, w wrong number, t test")),
            (("z", "z"), _("Reopen, or separate what was merged")),
            (("Ctrl", "Enter"), _("Send what is written")),
            (("Ctrl", "Shift", "Enter"), _("Send the reply and close with advice")),
        ],
    ),
    (
        _("Elsewhere"),
        [
            (("m",), _("In the chats: take the next one")),
            (("e",), _("In a case or the draft of a referral: edit")),
            (("r",), _("In a case: refer")),
        ],
    ),
]


@needs("desk")
@require_safe
def keyboard(request: HttpRequest) -> HttpResponse:
    going = [(("g", key), name) for name, _order, key in QUEUES.values()]
    groups = [*GROUPS, (_("Go to a queue"), going)]
    template = "desk/keyboard/sheet.html" if request.GET.get("part") == "sheet" else "desk/keyboard/keyboard.html"
    return render(request, template, {"groups": groups})
