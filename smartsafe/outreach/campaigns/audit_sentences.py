"""One sentence for each kind of entry about campaigns."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "campaign.begun": _("entered a campaign"),
    "campaign.changed": _("changed a campaign"),
    "campaign.reach_entered": _("entered the reach of a campaign: {count}"),
    "campaign.reach_removed": _("removed a figure of a campaign's reach"),
}
