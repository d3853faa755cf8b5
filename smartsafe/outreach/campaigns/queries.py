"""What can be asked about campaigns."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from smartsafe.country.profile import Text, profile
from smartsafe.errors import NotFound
from smartsafe.people.actors import Actor

from .. import words
from .models import Campaign, Reach
from .rules import DOWNLOADS, REACH, SEE


@dataclass(frozen=True, slots=True)
class Figure:
    id: int
    kind: str
    number: int
    day: date
    source: str

    @property
    def kind_name(self) -> str:
        return str(REACH.get(self.kind, self.kind))


@dataclass(frozen=True, slots=True)
class CampaignView:
    id: UUID
    name: Text
    summary: Text
    starts_on: date
    ends_on: date
    partners: list[str]
    brands: list[str]
    ambassadors: list[str]
    cities: list[str]
    goals: list[str]
    materials: list[UUID]  # keys of items of the library, which knows what they are
    public: bool
    reached: list[Figure]

    @property
    def city_names(self) -> list[str]:
        return [profile().label("municipalities", code) for code in self.cities]

    @property
    def totals(self) -> list[tuple[str, int]]:
        """(name of the kind, sum) of what was entered."""
        return self.totals_with(0)

    def totals_with(self, downloads: int) -> list[tuple[str, int]]:
        """The same together with what the library counted of the campaign's materials."""
        sums = Counter({DOWNLOADS: downloads})
        for one in self.reached:
            sums[one.kind] += one.number
        return [(str(name), sums[kind]) for kind, name in REACH.items() if sums[kind]]


def _view(row: Campaign, reached: list[Reach]) -> CampaignView:
    figures = [Figure(one.id, one.kind, one.number, one.day, one.source) for one in reached]
    return CampaignView(
        row.id, words.spoken(row.name), words.spoken(row.summary), row.starts_on, row.ends_on, row.partners, row.brands,
        row.ambassadors, row.cities, row.goals, [UUID(key) for key in row.materials], row.public, figures,
    )  # fmt: skip


def campaigns(viewer: Actor) -> list[CampaignView]:
    """All, the latest first."""
    viewer.need(SEE)
    return [_view(row, []) for row in Campaign.objects.order_by("-starts_on", "-id")[:500]]


def campaign(viewer: Actor, campaign_id: UUID) -> CampaignView:
    """Raises NotFound."""
    viewer.need(SEE)
    return _one(Campaign.objects.filter(pk=campaign_id).first())


def public_campaign(campaign_id: UUID) -> CampaignView:
    """For anybody, once the centre shows it. Raises NotFound."""
    return _one(Campaign.objects.filter(pk=campaign_id, public=True).first())


def public_campaigns() -> list[CampaignView]:
    return [_view(row, []) for row in Campaign.objects.filter(public=True).order_by("-starts_on", "-id")[:50]]


def _one(row: Campaign | None) -> CampaignView:
    if row is None:
        raise NotFound()
    return _view(row, list(row.reached.order_by("-day", "-id")))


def names(campaign_ids: set[UUID]) -> dict[UUID, Text]:
    """Names by id, in one query."""
    found = Campaign.objects.filter(pk__in=campaign_ids).values_list("id", "name") if campaign_ids else ()
    return {one: words.spoken(name) for one, name in found}
