"""`phone_simulator`: plays a day's calls over real HTTP against a running server, counts, and compares."""

import json
import time
from argparse import ArgumentParser
from collections import Counter
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

import httpx
from django.core.management import BaseCommand, CommandError

from smartsafe import clock
from smartsafe.channels.models import InboundEvent
from smartsafe.channels.phone import config, queries, signing, simulation
from smartsafe.channels.phone.rules import CODE
from smartsafe.channels.tasks import take_in_waiting
from smartsafe.country.hours import spans_of, zone
from smartsafe.vault.worker_keys import outside_key

PATIENCE = 120.0  # seconds for which the worker may need to take everything in
TRIES = 6


class Command(BaseCommand):
    help = "Play the telephone exchange: a realistic day of calls, some events told twice, some out of order."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--calls", type=int, default=40, help="how many calls (40)")
        parser.add_argument("--speed", type=float, default=0, help="how many times faster than life; 0: at once (0)")
        parser.add_argument("--address", default="http://127.0.0.1:8000", help="where the server runs")
        parser.add_argument("--day", type=date.fromisoformat, help="a day in the past (the last one the line was open)")
        parser.add_argument("--live", action="store_true", help="calls happen now, one after the other, for a demo")
        parser.add_argument("--seed", type=int, default=1, help="another number, another day (1)")
        parser.add_argument("--take-in", action="store_true", help="do the worker's part too, where none runs")

    def handle(self, *args: Any, **options: Any) -> None:
        if not config.secret():
            raise CommandError(f"Set {config.missing()[0]} here to what the server has.")
        day = options["day"] or _last_open_day()
        before = queries.figures(day)
        plan = simulation.plan(options["calls"], day, seed=options["seed"])
        told = _lived_now(plan.told, options["speed"]) if options["live"] else plan.told
        statuses = _play(told, options["address"], options["speed"])
        _wait_for_worker(take_in=options["take_in"])
        keys = {outside_key("call", CODE, call): (call, outcome) for call, outcome in plan.outcomes.items()}
        known = dict(queries.calls_of(keys))
        wrong = [call for key, (call, outcome) in keys.items() if known.get(key) != outcome]
        result = {
            "name": "phone_simulator",
            "value": len(keys) - len(wrong),
            "unit": "calls as expected",
            "detail": {
                "calls": len(keys),
                "posts": len(told),
                "told_again": plan.again,
                "told_late": plan.late,
                "statuses": dict(statuses),
                "expected": dict(Counter(plan.outcomes.values())),
                "wrong": wrong[:20],
                "figures_before": _plain(before),
                "figures_after": _plain(queries.figures(day)),
            },
        }
        self.stdout.write(json.dumps(result, default=str))
        if wrong or set(statuses) - {200}:
            raise CommandError(f"{len(wrong)} of {len(keys)} calls are not as they were told.")


def _plain(figures: queries.Figures) -> dict[str, Any]:
    return {
        name: round(value.total_seconds(), 1) if isinstance(value, timedelta) else value
        for name, value in asdict(figures).items()
    }


def _last_open_day() -> date:
    day = clock.now().astimezone(zone()).date()
    for _ in range(30):
        day -= timedelta(days=1)
        if spans_of(day):
            return day
    return day


def _lived_now(told: list[simulation.Told], speed: float) -> list[simulation.Told]:
    """The same events, moved so that the first one happens now and the rest as much faster as the play is."""
    if not told:
        return told
    now, first, pace = clock.now(), min(datetime.fromisoformat(one.body["at"]) for one in told), speed or 1000.0

    def moved(at: datetime) -> datetime:
        return now + (at - first) / pace

    return [
        simulation.Told(one.at, one.body | {"at": moved(datetime.fromisoformat(one.body["at"])).isoformat()})
        for one in told
    ]


def _play(told: list[simulation.Told], address: str, speed: float) -> Counter[int]:
    """Post everything in order; the statuses that were answered. Raises CommandError when nobody is there."""
    statuses: Counter[int] = Counter()
    started = time.monotonic()
    with httpx.Client(base_url=address, timeout=20, trust_env=False) as exchange:
        for one in told:
            if speed:
                wait = (one.at - told[0].at).total_seconds() / speed - (time.monotonic() - started)
                time.sleep(max(0.0, wait))
            statuses[_post(exchange, json.dumps(one.body).encode())] += 1
    return statuses


def _post(exchange: httpx.Client, body: bytes) -> int:
    """As an exchange should: again, with pauses, while the server is away or says that it cannot."""
    for attempt in range(TRIES):
        moment = str(int(time.time()))
        headers = {
            "Content-Type": "application/json",
            signing.TIME_HEADER: moment,
            signing.SIGNATURE_HEADER: signing.signature(config.secret(), moment, body),
        }
        try:
            status = exchange.post(f"/channels/{CODE}/webhook/", content=body, headers=headers).status_code
        except httpx.TransportError:
            status = 0
        if status and status < 500:
            return status
        time.sleep(0.2 * 2**attempt)
    raise CommandError("The server does not answer.")


def _wait_for_worker(*, take_in: bool) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if take_in:
            take_in_waiting(limit=100_000)
        if not InboundEvent.objects.filter(channel=CODE, taken_at=None).exists():
            return
        time.sleep(0.5)
    raise CommandError("Events still wait: does a worker run? (--take-in does its part here.)")
