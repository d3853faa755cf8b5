"""What the audit chain says about the daily run."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "retention.ran": _(
        "applied the rules of retention: erased {contacts} contacts, {cases} cases, {referrals} referrals and "
        "{files} files; held back {held}, failed {failed}"
    ),
}
