"""One sentence for each kind of entry about accounts."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "vault.set_up": _("set up the vault"),
    "vault.recovered": _("opened the keyring with the recovery key and admitted a person"),
    "person.founded": _("was made the first account"),
    "person.invited": _("invited a person"),
    "person.invited_again": _("made a new invitation for a person"),
    "person.accepted_invitation": _("accepted the invitation and chose a password"),
    "person.admitted": _("admitted a person to the keyring"),
    "person.expelled": _("expelled a person from the keyring"),
    "person.roles_set": _("changed the roles of a person"),
    "person.deactivated": _("ended an account"),
    "person.reactivated": _("opened an account again"),
    "person.second_factor_reset": _("removed the second factor of a person"),
    "person.edited": _("changed name or language"),
    "person.password_changed": _("changed the password"),
    "person.signed_in": _("signed in"),
    "person.sessions_ended": _("ended sessions"),
    "team.made": _("made a team"),
    "team.changed": _("changed a team"),
    "team.removed": _("removed a team"),
    "shift.planned": _("planned {count} shifts"),
    "shift.changed": _("changed a shift"),
    "shift.removed": _("removed a shift"),
    "shift.switched": _("went on or off a channel"),
    "handover.written": _("wrote a hand-over note"),
    "handover.read": _("read a hand-over note"),
    "debrief.asked": _("a colleague asked for a talk"),
    "debrief.taken": _("took on a talk with a colleague"),
}
