"""One sentence for each kind of entry about ready answers."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "answer.proposed": _("proposed a ready answer, version {version}"),
    "answer.starters_proposed": _("proposed the answers to begin with: {count}"),
    "answer.approved": _("approved a ready answer, version {version}"),
    "answer.declined": _("declined a ready answer, version {version}"),
    "answer.archived": _("took a ready answer out of use"),
    "answer.restored": _("took a ready answer into use again"),
}
