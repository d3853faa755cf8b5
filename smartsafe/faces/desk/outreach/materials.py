"""A campaign's materials: the campaign knows their keys, the library what they are and how often they were taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from smartsafe.library import materials, queries
from smartsafe.library.errors import NoSuchItem
from smartsafe.outreach.campaigns.errors import NotInTheLibrary
from smartsafe.outreach.campaigns.queries import CampaignView


@dataclass(frozen=True, slots=True)
class Material:
    title: str
    lang: str
    address: str
    taken: int  # in the time of the campaign


def keys_of(lines: Sequence[str]) -> list[UUID]:
    """Raises NotInTheLibrary, naming the line."""
    found = []
    for line in lines:
        try:
            found.append(materials.named(line))
        except NoSuchItem:
            raise NotInTheLibrary("materials", name=line[:80]) from None
    return found


def addresses(view: CampaignView, language: str) -> list[str]:
    return [f"/{language}/library/{card.slug}/" for card in materials.cards(view.materials, language=language)]


def unpublished(view: CampaignView, language: str) -> list[UUID]:
    """They stay with the campaign: what an editor takes down for a day is not lost to it."""
    shown = {key for key, _card in materials.by_key(view.materials, language=language)}
    return [key for key in view.materials if key not in shown]


def of_campaign(view: CampaignView, language: str) -> tuple[list[Material], int]:
    """What is published of them; how often all were taken in the time of the campaign."""
    counted = materials.taken(view.materials, first=view.starts_on, last=view.ends_on)
    pairs = materials.by_key(view.materials, language=language)
    shown = queries.listed([card for _key, card in pairs], language)
    found = [
        Material(one.title, one.lang, f"/{language}/library/{one.card.slug}/", counted[key])
        for (key, _card), one in zip(pairs, shown, strict=True)
    ]
    return found, sum(counted.values())
