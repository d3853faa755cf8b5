"""To whom an item belongs: `?of=contact:<id>`, `case:<id>` or `referral:<id>`, checked against the viewer's rights."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import NoReverseMatch, reverse

from smartsafe.cases import queries as cases
from smartsafe.contacts import queries as contacts
from smartsafe.errors import NotFound
from smartsafe.people.actors import Actor
from smartsafe.referrals import queries as referrals
from smartsafe.vault.sealing import RecordKey

# Here a picture may show abuse of a child: it is never sharp, not even while a key is held.
GRAVE = frozenset(("sexual_abuse", "intimate_images", "sextortion", "grooming", "trafficking"))
REASONS = {"contact": "assess", "case": "case", "referral": "referral"}


@dataclass(frozen=True, slots=True)
class Owner:
    """The object with which the item came, and the key that opens the item. `of` is its form in addresses."""

    kind: str
    id: UUID
    key: RecordKey
    number: str
    grave: bool

    @property
    def of(self) -> str:
        return f"{self.kind}:{self.id}"

    @property
    def usual_reason(self) -> str:
        return REASONS[self.kind]

    @property
    def address(self) -> str:
        """The page of the owner, "" when there is none."""
        try:
            return reverse(f"desk:{self.kind}", args=[self.id])
        except NoReverseMatch:
            return ""


def owner_of(actor: Actor, item_id: UUID, of: str) -> Owner:
    """Raises NotFound for what is mistyped, unknown, or does not belong together; NotAllowed, Locked, CannotOpen."""
    kind, _colon, identifier = of.partition(":")
    try:
        owner_id = UUID(identifier)
    except ValueError:
        raise NotFound() from None
    if kind == "contact":
        return _contact(actor, owner_id, item_id)
    if kind == "case":
        key = cases.evidence_key(actor, owner_id, item_id)
        number, _title = cases.summary_line(actor, owner_id)
        return Owner(kind, owner_id, key, number, _grave(cases.threats_of(actor, owner_id)))
    if kind == "referral":
        _item, key = referrals.item_and_key(actor, owner_id, item_id)
        view = referrals.referral_for(actor, owner_id)
        return Owner(kind, owner_id, key, view.number, _grave(cases.threats_of(actor, view.case_id)))
    raise NotFound()


def _contact(actor: Actor, contact_id: UUID, item_id: UUID) -> Owner:
    belongs_to, key = contacts.attachment_key(actor, item_id)
    view = contacts.contact_for(actor, belongs_to)
    # Files of a contact that was merged are also seen from the one that stays.
    if contact_id not in (belongs_to, view.merged_into_id):
        raise NotFound()
    return Owner("contact", contact_id, key, view.number, _grave([view.threat, *view.other_threats]))


def _grave(threats: list[str]) -> bool:
    return not GRAVE.isdisjoint(threats)
