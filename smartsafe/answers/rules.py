"""Whom an answer speaks to, what fills its variables, the life of a version as a table."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SEE, PROPOSE, APPROVE = "answers.see", "answers.propose", "answers.approve"

ANY = "any"
AUDIENCES: dict[str, str | Promise] = {
    ANY: _("whoever reads it"),
    "child": _("a child or young person"),
    "parent": _("a parent or guardian"),
    "teacher": _("a school or professional"),
}
# Kinds of reporter (of the profile) who are spoken to as one of these
AUDIENCE_OF = {"child": "child", "parent": "parent", "teacher": "teacher", "professional": "teacher"}

MAX_TITLE, MAX_TEXT, MAX_THREATS = 120, 4_000, 10  # characters, characters, codes

VARIABLES: dict[str, str | Promise] = {
    "phone": _("the phone number of the centre"),
    "hours": _("when the line is open"),
    "email": _("the e-mail address of the centre"),
    "emergency": _("the first emergency number"),
    "code_address": _("the page where one comes back with the code"),
    "form_address": _("the page of the anonymous form"),
    "name_of_operator": _("the name of whoever answers"),
    "threat": _("what the contact is about"),
    "centre": _("the name of the centre"),
}

PROPOSED, APPROVED, DECLINED, REPLACED, ARCHIVED = "proposed", "approved", "declined", "replaced", "archived"
STATUSES: dict[str, str | Promise] = {
    PROPOSED: _("proposed"),
    APPROVED: _("in use"),
    DECLINED: _("declined"),
    REPLACED: _("replaced"),
    ARCHIVED: _("archived"),
}
IN_FORCE = (APPROVED, ARCHIVED)


@dataclass(frozen=True, slots=True)
class Way:
    """One line of the table: by `verb` from `before` to `after`, for who has the capability `who`."""

    before: str
    verb: str
    after: str
    who: str


VERSION = (
    Way(PROPOSED, "approve", APPROVED, APPROVE),  # never one's own
    Way(PROPOSED, "decline", DECLINED, APPROVE),
    Way(PROPOSED, "replace", REPLACED, PROPOSE),  # a newer proposal came before anybody decided
    Way(APPROVED, "replace", REPLACED, APPROVE),  # a newer version was approved
    Way(APPROVED, "archive", ARCHIVED, APPROVE),
    Way(ARCHIVED, "restore", APPROVED, APPROVE),
    Way(ARCHIVED, "replace", REPLACED, APPROVE),
)


def after(verb: str, status: str) -> str | None:
    """The status after the step; None where the table has no such line."""
    return next((way.after for way in VERSION if way.verb == verb and way.before == status), None)
