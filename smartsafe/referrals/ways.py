"""By which ways an institution can be reached, and what to do when there is none."""

from dataclasses import dataclass

from smartsafe.country.profile import profile
from smartsafe.institutions.models import Institution
from smartsafe.people.queries import officers_of
from smartsafe.vault.public_keys import has_keyring, institution_owner


@dataclass(frozen=True, slots=True)
class Ways:
    """`portal`: it has officers and a keyring of its own; `recipient`: the age key that it keeps itself."""

    name: str
    portal: bool
    recipient: str

    @property
    def any(self) -> bool:
        return self.portal or bool(self.recipient)


def ways(code: str) -> Ways:
    """Raises NotFound for a code that the profile does not know."""
    entry = profile().institution(code)
    recipient = Institution.objects.filter(pk=code).values_list("age_recipient", flat=True).first() or ""
    portal = has_keyring(institution_owner(code)) and bool(officers_of(code))
    return Ways(name=str(entry.name), portal=portal, recipient=recipient)
