"""One sentence for each kind of audit entry of this module."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "contact.received": _("received a contact by {channel}"),
    "contact.reporter_wrote": _("wrote another message"),
    "contact.withdrawal_asked": _("asked that the contact be withdrawn"),
    "contact.looked": _("opened the contact"),
    "contact.triaged": _("assessed the contact"),
    "contact.danger_acknowledged": _("acknowledged immediate danger"),
    "contact.replied": _("replied to the reporter"),
    "contact.noted": _("added a note"),
    "contact.assigned": _("assigned the contact"),
    "contact.closed": _("closed the contact: {outcome}"),
    "contact.reopened": _("reopened the contact"),
    "contact.merged": _("merged the contact into another"),
    "contact.progress_told": _("told the reporter how far it is: {progress}"),
    "contact.call_taken": _("took down a call"),
    "contact.empty_call": _("recorded a call with nobody to help: {outcome}"),
    "contact.erased": _("erased the words of the contact by the rules of retention"),
    "contacts.indexed": _("indexed exact values of {count} contacts"),
    "inbox.looked": _("opened a list of contacts: {count}"),
}
