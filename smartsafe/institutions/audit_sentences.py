"""One sentence for each kind of entry about institutions."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "institution.directory_synced": _("brought the directory of institutions up to date"),
    "institution.address_set": _("changed how an institution is reached"),
}
