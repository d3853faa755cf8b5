"""What a system message of a conversation says: a code in the row, a sentence here, in the reader's language."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# code → (what the reporter reads, what the desk reads); an empty one is not shown to that side
SYSTEM_MESSAGES: dict[str, tuple[str | Promise, str | Promise]] = {
    "withdrawal_asked": (
        _("You asked us to stop working on this. A person here will read that and write back."),
        _("The reporter asks that this be withdrawn."),
    ),
}


def for_reporter(code: str) -> str:
    """Empty for a code that is not meant for the reporter."""
    return str(SYSTEM_MESSAGES.get(code, ("", ""))[0])


def for_desk(code: str) -> str:
    return str(SYSTEM_MESSAGES.get(code, ("", code))[1])
