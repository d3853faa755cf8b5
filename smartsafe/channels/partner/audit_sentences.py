"""One sentence for each kind of audit entry of this module."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "partner.made": _("made a partner: {kind}"),
    "partner.changed": _("changed a partner"),
    "partner.ended": _("ended the agreement with a partner; its keys work no more"),
    "partner.resumed": _("let a partner in again"),
    "partner.key_made": _("made a key {prefix} for a partner: {scopes}"),
    "partner.key_revoked": _("revoked the key {prefix} of a partner"),
    "partner.refused": _("was refused with the key {prefix}: {why}"),
    "partner.hook_made": _("asked to be told of changes"),
    "partner.hook_changed": _("changed an address that is told of changes"),
    "partner.hook_removed": _("removed an address that is told of changes"),
}
