"""Kinds of notices and their sentences. A sentence names no person and no content; the number stands beside it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "contact.assigned": _("A contact was assigned to you"),
    "contact.danger": _("A contact reports immediate danger"),
    "contact.reporter_wrote": _("The reporter wrote again"),
    "contact.withdrawal": _("The reporter asks to withdraw"),
    "contact.reply_failed": _("A reply could not be delivered"),
    "contact.reply_late": _("A first reply is late"),
    "contact.late": _("A contact should have been resolved by now"),
    "debrief.asked": _("A colleague asks for a talk"),
    "case.assigned": _("A case was assigned to you"),
    "case.danger": _("A case concerns immediate danger"),
    "task.assigned": _("A task was given to you"),
    "task.due": _("A task is due"),
    "referral.awaiting_approval": _("A referral awaits approval"),
    "referral.returned": _("A referral was returned for changes"),
    "referral.approved": _("A referral was approved"),
    "referral.delivered": _("A referral arrived"),
    "referral.acknowledged": _("The institution confirmed receipt"),
    "referral.asked": _("The institution asks for information"),
    "referral.given": _("The information you asked for arrived"),
    "referral.accepted": _("The institution accepted the referral"),
    "referral.declined": _("The institution declared itself not competent"),
    "referral.outcome": _("The institution reported the outcome"),
    "referral.withdrawn": _("A referral was withdrawn"),
    "referral.closed": _("A referral was closed"),
    "referral.due": _("A referral's deadline has passed"),
    "activity.requested": _("A school asks for an activity"),
    "activity.answered": _("A school answered an offer"),
    "professional.waiting": _("A professional wants to come in"),
    "practice.waiting": _("Good practice waits to be read"),
    "safer_day.registered": _("An event for Safer Internet Day was registered"),
    "youth.applied": _("A young person applied to the youth programme"),
    "youth.idea": _("Somebody put forward an idea"),
    "activity.letter_failed": _("An e-mail to a school could not be sent"),
    "institution.key_set": _("The key to which packages of an institution go was changed"),
    "person.to_admit": _("A new colleague waits to be admitted to the keyring"),
}

# E-mailed at once; the rest is gathered.
URGENT = frozenset({"contact.danger", "case.danger", "referral.delivered"})
