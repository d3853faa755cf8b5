"""A day of calls as a helpline has it, invented: nobody's numbers, nobody's voices. The same seed, the same day."""

import io
import math
import random
import struct
import wave
from base64 import b64encode
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from smartsafe.country.hours import spans_of, zone

from .rules import ANSWERED, ENDED, MISSED, RINGING, VOICEMAIL

# Shares and means of a small national helpline
OUTSIDE, HIDDEN, AGAIN, NOBODY_THERE, LEAVES_VOICE = 0.1, 0.25, 0.2, 0.15, 0.4
WAIT, PATIENCE, NOBODY_TALKS = 14.0, 75.0, 9.0  # seconds, means
TALK = (5.6, 0.7)  # logarithms of seconds: half of the talks last longer than four and a half minutes
# How the day goes: mornings and the hour after the second lesson are busy
RUSH = ((0.0, 0.15, 1.6), (0.15, 0.35, 1.2), (0.35, 0.6, 1.5), (0.6, 0.8, 0.9), (0.8, 1.0, 0.6))

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Told:
    """One event, and when the exchange posts it."""

    at: datetime
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Plan:
    """`told`: in the order of posting, some of it twice or late. `outcomes`: how each call must end, by its id."""

    told: list[Told]
    outcomes: dict[str, str]
    again: int
    late: int


def plan(calls: int, day: date, *, seed: int = 1, again: float = 0.05, late: float = 0.05) -> Plan:
    """So many calls on the day. `again`, `late`: shares of events that are told twice, and after the next one."""
    chance = random.Random(seed)  # noqa: S311, a play, no secret
    told: list[Told] = []
    outcomes: dict[str, str] = {}
    known: list[str] = []
    spans = spans_of(day)
    for number in range(calls):
        call = f"{day:%Y%m%d}-{seed}-{number}-{UUID(int=chance.getrandbits(128)).hex[:8]}"
        events, outcomes[call] = _call(chance, call, day, spans, known)
        told += events
    told.sort(key=lambda one: one.at)
    told, twice, behind = _disturbed(chance, told, again=again, late=late)
    return Plan(told, outcomes, twice, behind)


def _call(chance: random.Random, call: str, day: date, spans: list[Span], known: list[str]) -> tuple[list[Told], str]:
    at, inside = _begins(chance, day, spans)
    number = _number(chance, known)

    def event(what: str, after: float, **more: Any) -> Told:
        moment = at + timedelta(seconds=round(after, 1))
        body = {"id": f"{call}-{what}", "event": what, "call": call, "at": moment.isoformat(), **more}
        return Told(moment, body | ({"number": number} if number else {}))

    rings = event(RINGING, 0)
    if not inside:
        if chance.random() > LEAVES_VOICE:
            return [rings, event(MISSED, chance.uniform(8, 25))], MISSED
        seconds = round(chance.uniform(6, 60))
        recording = {"name": "message.wav", "base64": b64encode(sound(chance)).decode()}
        return [rings, event(VOICEMAIL, 20 + seconds, seconds=seconds, recording=recording)], VOICEMAIL
    wait, patience = chance.expovariate(1 / WAIT), chance.expovariate(1 / PATIENCE)
    if patience < wait:
        return [rings, event(MISSED, 1 + patience)], MISSED
    silent = chance.random() < NOBODY_THERE
    talk = chance.expovariate(1 / NOBODY_TALKS) if silent else chance.lognormvariate(*TALK)
    return [rings, event(ANSWERED, 1 + wait), event(ENDED, 2 + wait + min(talk, 3600))], ANSWERED


def _begins(chance: random.Random, day: date, spans: list[Span]) -> tuple[datetime, bool]:
    """A moment of the day, and whether the line is open then."""
    if spans and chance.random() > OUTSIDE:
        opens, closes = chance.choice(spans)
        begins, ends, _weight = chance.choices(RUSH, weights=[share[2] * (share[1] - share[0]) for share in RUSH])[0]
        return opens + (closes - opens) * chance.uniform(begins, ends) * 0.999, True
    midnight = datetime.combine(day, time(), zone())
    while True:
        at = midnight + timedelta(seconds=chance.uniform(6 * 3600, 23 * 3600))
        if not any(opens <= at < closes for opens, closes in spans):
            return at, False


def _number(chance: random.Random, known: list[str]) -> str:
    """Hidden, somebody's who called before, or a new one of a range that nobody has."""
    if chance.random() < HIDDEN:
        return ""
    if known and chance.random() < AGAIN:
        return chance.choice(known)
    known.append(f"+3816000{chance.randrange(100_000):05}")
    return known[-1]


def _disturbed(chance: random.Random, told: list[Told], *, again: float, late: float) -> tuple[list[Told], int, int]:
    """Some events arrive after later ones, some arrive twice."""
    posted: list[Told] = []
    twice = behind = 0
    for one in told:
        delay = timedelta()
        if chance.random() < late:
            behind += 1
            delay = timedelta(seconds=chance.uniform(5, 600))
        posted.append(Told(one.at + delay, one.body))
        if chance.random() < again:
            twice += 1
            posted.append(Told(one.at + delay + timedelta(seconds=chance.uniform(0, 120)), one.body))
    posted.sort(key=lambda one: one.at)
    return posted, twice, behind


def sound(chance: random.Random) -> bytes:
    """Half a second of a tone, as a WAV file."""
    rate, pitch = 8000, chance.uniform(300, 800)
    samples = (int(8000 * math.sin(2 * math.pi * pitch * place / rate)) for place in range(rate // 2))
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(rate)
        writer.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))
    return file.getvalue()
