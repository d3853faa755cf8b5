"""What the audit chain says about referrals, one sentence for each kind of entry."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "referral.prepared": _("Referral prepared"),
    "referral.edited": _("Draft of the referral changed"),
    "referral.sent_for_approval": _("Referral sent for approval"),
    "referral.approved": _("Referral approved"),
    "referral.returned": _("Referral returned for changes"),
    "referral.delivered": _("Referral delivered to the institution"),
    "referral.acknowledged": _("Receipt confirmed by the institution"),
    "referral.asked": _("More information asked by the institution"),
    "referral.information_given": _("Information given to the institution"),
    "referral.accepted": _("Referral accepted by the institution"),
    "referral.declined": _("Referral declined as not competent"),
    "referral.outcome_reported": _("Outcome reported by the institution"),
    "referral.withdrawn": _("Referral withdrawn"),
    "referral.closed": _("Referral concluded"),
    "referral.forwarded": _("Declined referral forwarded as {new}"),
    "referral.looked": _("Referral opened and read"),
    "referral.letter_taken": _("Letter of the referral opened"),
    "referral.package_taken": _("Package of the referral downloaded"),
    "referral.erased": _("Words, letter and package erased by the rules of retention"),
    "referral.reminded": _("Reminder sent: the referral is late"),
}
