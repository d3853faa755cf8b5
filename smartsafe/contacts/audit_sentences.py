"""One sentence for each kind of audit entry of this module."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "contact.received": _("received a contact by {channel}"),
    "contact.reporter_wrote": _("wrote another message"),
    "contact.withdrawal_asked": _("asked that the contact be withdrawn"),
    "contact.danger_told": _("said that somebody is in danger now"),
    "contact.looked": _("opened the contact"),
    "contact.triaged": _("assessed the contact"),
    "contact.danger_acknowledged": _("acknowledged immediate danger"),
    "contact.replied": _("replied to the reporter"),
    "contact.told_elsewhere": _("answered in the tool of {channel} itself"),
    "contact.answered_by_itself": _("was answered by itself on {channel} until a person writes"),
    "contact.reply_failed": _("could not deliver a reply: {why}"),
    "contact.reply_again": _("sent a reply again"),
    "contact.noted": _("added a note"),
    "contact.assigned": _("assigned the contact"),
    "contact.closed": _("closed the contact: {outcome}"),
    "contact.reopened": _("reopened the contact"),
    "contact.merged": _("merged the contact into another"),
    "contact.progress_told": _("told the reporter how far it is: {progress}"),
    "contact.call_taken": _("took down a call"),
    "contact.empty_call": _("recorded a call with nobody to help: {outcome}"),
    "contact.erased": _("erased the words of the contact by the rules of retention"),
    "contact.escalated": _("told the next people that a clock has run out: step {step}"),
    "contacts.clocks_reckoned": _("reckoned the clocks of {count} contacts again"),
    "work.sharing_set": _("changed how contacts are shared out"),
    "work.limit_set": _("changed how many contacts a person may have open"),
    "auto_reply.set": _("changed what answers by itself"),
    "contacts.indexed": _("indexed exact values of {count} contacts"),
    "inbox.looked": _("opened a list of contacts: {count}"),
}
