"""What a system message of a conversation says: a code in the row, a sentence here, in the reader's language."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# code → (what the reporter reads, what the desk reads); an empty one is not shown to that side
SYSTEM_MESSAGES: dict[str, tuple[str | Promise, str | Promise]] = {
    "withdrawal_asked": (
        _("You asked us to stop working on this. A person here will read that and write back."),
        _("The reporter asks that this be withdrawn."),
    ),
    "file_not_kept": (
        "",
        _("A file that came with this message was not kept: too large, empty, or of a kind that we do not take in."),
    ),
    "danger_told": (
        _("You told us that somebody is in danger now. Call 192 or 112 if you can: they come at once."),
        _("The reporter says that somebody is in danger now."),
    ),
    "chat_taken": (_("A counsellor is here now."), _("The chat began.")),
    "chat_handed_over": (_("Another counsellor goes on with you from here."), _("The chat was handed over.")),
    "chat_joined": (_("A second counsellor has joined."), _("A second counsellor has joined.")),
    "chat_stepped_out": (_("The second counsellor has left."), _("The second counsellor has left.")),
    "chat_put_back": (
        _("The counsellor was cut off. You are in front of the queue again, and nothing you wrote is lost."),
        _("The chat went back to the queue."),
    ),
    "chat_ended": (_("The chat has ended."), _("The chat has ended.")),
    "chat_left": (_("You ended the chat."), _("The reporter ended the chat.")),
    "chat_gone": (
        _("Nobody was here for a while, so the chat has ended. The answer waits behind your code."),
        _("The reporter was gone for a while: the chat has ended."),
    ),
    "chat_closed": (
        _("The line has closed for today before your turn came. We answer here, behind your code."),
        _("The line closed before anybody took the chat."),
    ),
}


def for_reporter(code: str) -> str:
    """Empty for a code that is not meant for the reporter."""
    return str(SYSTEM_MESSAGES.get(code, ("", ""))[0])


def for_desk(code: str) -> str:
    return str(SYSTEM_MESSAGES.get(code, ("", code))[1])
