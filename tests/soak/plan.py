"""What is told to the house: conversations on nine channels, some told twice, some told late."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

MESSENGER, LETTER, CALL = "messenger", "letter", "call"
TELEGRAM, VIBER, TIKTOK = "telegram", "viber", "tiktok"
FACEBOOK, INSTAGRAM, WHATSAPP = META = ("facebook", "instagram", "whatsapp")
# In so many of twenty-five events
SHARES = ((MESSENGER, 5), (LETTER, 4), (CALL, 4), *((one, 2) for one in (TELEGRAM, VIBER, TIKTOK, *META)))
TWICE = LATE = 0.05
HOW_LATE = 60  # places later at most
EVERY = timedelta(seconds=1.5)  # a letter tells its time in whole seconds


@dataclass(frozen=True, slots=True)
class Told:
    """One event. `marker` stands in its words (or its number), so that it is found again in a contact."""

    way: str
    thread: int
    place: int
    at: datetime

    @property
    def marker(self) -> str:
        if self.way == CALL:
            return f"+3816{self.thread:08d}"
        return f"#{self.way}-{self.thread}-{self.place}#"


def events(count: int, chance: Random) -> list[Told]:
    """Conversations of one to eight messages, all at once; a voice message is a conversation of its own."""
    threads: dict[str, list[int]] = {way: [] for way, _share in SHARES}
    start, made = datetime.now(UTC) - EVERY * (count + 1), list[Told]()
    ways = [way for way, _share in SHARES]
    weights = [share for _way, share in SHARES]
    for number in range(count):
        way = chance.choices(ways, weights)[0]
        places = threads[way]
        old = way != CALL and places and chance.random() < 0.75
        thread = chance.randrange(max(0, len(places) - 40), len(places)) if old else len(places)
        if thread == len(places):
            places.append(0)
        made.append(Told(way, thread, places[thread], start + EVERY * number))
        places[thread] += 1
    return made


def told_as(told: list[Told], chance: Random) -> Iterator[Told]:
    """In the order in which it is told: 5 % come later than they happened, 5 % come twice."""
    order = [(float(position), event) for position, event in enumerate(told)]
    late = set(chance.sample(range(len(told)), int(len(told) * LATE)))
    placed = [
        (at + chance.uniform(2, HOW_LATE) if index in late else at, event) for index, (at, event) in enumerate(order)
    ]
    for index in chance.sample(range(len(told)), int(len(told) * TWICE)):
        at, event = placed[index]
        placed.append((at + chance.choice((0.0, chance.uniform(0, HOW_LATE))), event))
    yield from (event for _at, event in sorted(placed, key=lambda entry: entry[0]))
