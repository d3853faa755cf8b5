"""What the audit entries of this module say."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "evidence.looked": _("looked at a file of evidence"),
}
