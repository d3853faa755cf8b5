"""One sentence for each kind of audit entry of this module."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "contact.received": _("received a contact by {channel}"),
    "contact.reporter_wrote": _("wrote another message"),
    "contact.withdrawal_asked": _("asked that the contact be withdrawn"),
}
