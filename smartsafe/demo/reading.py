"""The library of the demo centre: what the profile brings, and a few weeks of people taking it along."""

from datetime import timedelta
from random import Random

from django.conf import settings

from smartsafe.library import queries
from smartsafe.library.actions.downloads import count
from smartsafe.library.actions.loading import load

from .contacts import Centre

LOADED, TAKEN = 60, 45  # days ago; how often something was taken since


def a_library(centre: Centre) -> None:
    chance = Random(2017)  # noqa: S311, of its own, so that the rest of the demo stays what it is

    def begin() -> None:
        load(centre.cast.first("editor"))

    def take() -> None:
        shelf = [card.id for card in queries.search(language=settings.LANGUAGE_CODE).cards]
        if shelf:
            count(shelf[min(int(chance.expovariate(0.4)), len(shelf) - 1)])

    centre.year.at(centre.year.ago(LOADED), begin)
    for _turn in range(TAKEN):
        centre.year.at(centre.year.now - timedelta(hours=chance.uniform(1, LOADED * 23)), take)
