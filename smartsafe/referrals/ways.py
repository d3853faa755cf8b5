"""By which ways an institution can be reached, and what to do when there is none."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from smartsafe.country.profile import profile
from smartsafe.institutions.models import Institution
from smartsafe.people.queries import name_of, officers_of
from smartsafe.vault.public_keys import has_keyring, institution_owner


@dataclass(frozen=True, slots=True)
class Ways:
    """`portal`: it has officers and a keyring of its own; `recipient`: the age key that it keeps itself."""

    name: str
    portal: bool
    recipient: str
    key_set_at: datetime | None = None
    key_set_by: str = ""  # name; empty when it was set on the machine itself

    @property
    def fingerprint(self) -> str:
        """Of the recipient, in four groups, short enough to be read out over the telephone."""
        digest = hashlib.sha256(self.recipient.encode()).hexdigest()[:16]
        return " ".join(digest[start : start + 4] for start in range(0, 16, 4)) if self.recipient else ""

    @property
    def any(self) -> bool:
        return self.portal or bool(self.recipient)


def ways(code: str) -> Ways:
    """Raises NotFound for a code that the profile does not know."""
    entry = profile().institution(code)
    row = Institution.objects.filter(pk=code).first() or Institution(code=code)
    portal = has_keyring(institution_owner(code)) and bool(officers_of(code))
    return Ways(
        name=str(entry.name),
        portal=portal,
        recipient=row.age_recipient,
        key_set_at=row.key_set_at,
        key_set_by=name_of(row.key_set_by_id),
    )
