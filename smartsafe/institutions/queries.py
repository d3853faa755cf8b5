"""What can be asked about institutions."""

from collections import Counter
from dataclasses import dataclass

from smartsafe.country.profile import profile
from smartsafe.country.profile.institutions import InstitutionEntry
from smartsafe.language.folding import fold
from smartsafe.people.actors import Actor
from smartsafe.people.models import Person
from smartsafe.vault.public_keys import has_keyring, institution_owner

from .errors import NoSuchInstitution
from .models import Institution


@dataclass(frozen=True, slots=True)
class InstitutionView:
    """A body of the directory and how it is reached."""

    entry: InstitutionEntry
    email: str
    age_recipient: str
    officers: int  # active ones
    has_keyring: bool

    @property
    def code(self) -> str:
        return self.entry.code

    @property
    def portal(self) -> bool:
        """Somebody can open what is sealed to it."""
        return self.officers > 0 and self.has_keyring

    @property
    def packages(self) -> bool:
        return bool(self.age_recipient)

    @property
    def reachable(self) -> bool:
        return self.portal or self.packages


def institution(code: str) -> InstitutionView:
    """One body by its code, whether or not its row has been made. Raises NoSuchInstitution."""
    entry = profile().directory.get(code)
    if entry is None:
        raise NoSuchInstitution("institution", code=code[:60])
    row = Institution.objects.filter(code=code).first() or Institution(code=code)
    officers = Person.objects.filter(is_active=True, institution=code).count()
    return InstitutionView(entry, row.email, row.age_recipient, officers, has_keyring(institution_owner(code)))


def directory(viewer: Actor, *, typed: str = "", kind: str = "") -> list[InstitutionView]:
    """Every body of the profile whose name holds the typed words (in either script), in the profile's order."""
    viewer.need("referrals.see" if viewer.may("referrals.see") else "institutions.manage")
    words = fold(typed).split()
    entries = [
        entry
        for entry in profile().directory.values()
        if (not kind or entry.kind == kind) and all(word in _searched(entry) for word in words)
    ]
    rows = Institution.objects.in_bulk()
    officers = Counter(
        Person.objects.filter(is_active=True).exclude(institution="").values_list("institution", flat=True)
    )
    return [
        InstitutionView(
            entry=entry,
            email=rows[entry.code].email if entry.code in rows else "",
            age_recipient=rows[entry.code].age_recipient if entry.code in rows else "",
            officers=officers[entry.code],
            has_keyring=bool(officers[entry.code]) and has_keyring(institution_owner(entry.code)),
        )
        for entry in entries
    ]


def _searched(entry: InstitutionEntry) -> str:
    texts = (entry.name, entry.short)
    return fold(" ".join(text.in_language(code) for text in texts for code in sorted(text.written)))
