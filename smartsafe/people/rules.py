"""Roles and what each may do, as a table a lawyer can read."""

from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# A sign-in ends after a long working day, or when nobody was at work for a while.
SIGN_IN_LASTS, SIGN_IN_IDLE = timedelta(hours=12), timedelta(hours=2)

OPERATOR, ANALYST, SUPERVISOR = "operator", "analyst", "supervisor"
EDITOR, EDUCATOR, ADMINISTRATOR, OFFICER = "editor", "educator", "administrator", "officer"
STAFF = (OPERATOR, ANALYST, SUPERVISOR, EDITOR, EDUCATOR, ADMINISTRATOR)
ROLES = (*STAFF, OFFICER)
ROLE_NAMES: dict[str, str | Promise] = {
    OPERATOR: _("Operator"),
    ANALYST: _("Analyst"),
    SUPERVISOR: _("Supervisor"),
    EDITOR: _("Editor"),
    EDUCATOR: _("Educator"),
    ADMINISTRATOR: _("Administrator"),
    OFFICER: _("Officer of an institution"),
}

# capability → roles that give it
CAPABILITIES: dict[str, tuple[str, ...]] = {
    "desk": STAFF,  # enter the desk, own settings
    "contacts.see": (OPERATOR, ANALYST, SUPERVISOR),
    "contacts.handle": (OPERATOR, ANALYST, SUPERVISOR),  # triage, reply, note, close, assign, merge, take calls
    "chats.join": (SUPERVISOR,),  # as a second counsellor, seen by both sides; hand over anybody's chat
    "danger.acknowledge": (SUPERVISOR,),
    "evidence.look": (OPERATOR, ANALYST, SUPERVISOR),
    "cases.see": (OPERATOR, ANALYST, SUPERVISOR),
    "cases.open": (OPERATOR, ANALYST, SUPERVISOR),
    "cases.handle": (ANALYST, SUPERVISOR),
    "referrals.see": (OPERATOR, ANALYST, SUPERVISOR),
    "referrals.prepare": (ANALYST, SUPERVISOR),
    "referrals.approve": (SUPERVISOR,),  # never one's own: four eyes
    "search": (OPERATOR, ANALYST, SUPERVISOR),
    "people.manage": (ADMINISTRATOR,),  # accounts, roles, teams; never a member of the centre's keyring by this
    "people.see": (SUPERVISOR, ADMINISTRATOR),
    "people.admit": (SUPERVISOR,),  # admit to, expel from the centre's keyring
    "institutions.manage": (SUPERVISOR, ADMINISTRATOR),  # how an institution is reached, its public key
    "audit.see": (SUPERVISOR, ADMINISTRATOR),
    "channels.see": (SUPERVISOR, ADMINISTRATOR),  # which are connected, what waits on each; no content
    "channels.mend": (ADMINISTRATOR,),
    "partners.see": (SUPERVISOR, ADMINISTRATOR),
    "partners.manage": (ADMINISTRATOR,),  # whose computers hand reports in, and their keys
    "shifts.see": (OPERATOR, ANALYST, SUPERVISOR, ADMINISTRATOR),
    "shifts.manage": (SUPERVISOR,),  # whose shift is when; putting oneself on or off a channel needs only handling
    "hours.manage": (SUPERVISOR, ADMINISTRATOR),  # days with hours of their own
    "auto_replies.manage": (SUPERVISOR,),
    "board.see": (SUPERVISOR,),
    "work.share": (SUPERVISOR,),  # how contacts are shared out, and how many a person may have open
    "debriefs.see": (SUPERVISOR,),
    "answers.see": (OPERATOR, ANALYST, SUPERVISOR),  # the library of ready answers
    "answers.propose": (OPERATOR, ANALYST, SUPERVISOR),
    "answers.approve": (SUPERVISOR,),  # never one's own: four eyes
    "library.edit": (EDITOR, SUPERVISOR),  # write and publish what the public reads, at /cms/
    "outreach.see": (EDUCATOR, EDITOR, SUPERVISOR),  # activities and campaigns; not whom a school names to be called
    "outreach.manage": (EDUCATOR, SUPERVISOR),  # plan, offer, count, close; open the contact that a school gave
    "newsletter.edit": (EDITOR, SUPERVISOR),  # write and send issues; nobody at the desk opens an address
    "portal": (OFFICER,),
}


def may(roles: frozenset[str], capability: str) -> bool:
    """Whether any of the roles gives the capability. An unknown capability is a mistake in the code: KeyError."""
    return not roles.isdisjoint(CAPABILITIES[capability])


def needs_centre_keyring(roles: frozenset[str]) -> bool:
    """Whether a member with these roles works with sealed words. Being an administrator is no reason."""
    return may(roles, "contacts.see")


def needs_outreach_keyring(roles: frozenset[str]) -> bool:
    """Whether a member with these roles opens what schools tell in confidence and cannot do so by the centre's key."""
    return may(roles, "outreach.manage") and not needs_centre_keyring(roles)


def fit(roles: frozenset[str], institution: str) -> bool:
    """Officers belong to an institution and to nothing else; staff to at least one role and to no institution."""
    if OFFICER in roles:
        return roles == {OFFICER} and bool(institution)
    return bool(roles) and roles <= set(STAFF) and not institution
