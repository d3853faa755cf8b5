"""A thousand open chats: children and operators as their pages behave, over real HTTP; when does a word become visible?

`python -m bench.open_chats [--chats 1000] [--seconds 60]`. From the moment somebody presses Send until the first answer
that shows the words on the other side's page: the way there, the other page's next question, and its answer.
"""

import argparse
import asyncio
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from .server import environment, manage, memory, running
from .wire import Wire

CHATS, SECONDS = 1_000, 60.0
RAMP = 25.0  # pages opened a second at first: nobody comes at once, and a page costs more than a question
# One child writes every minute, one operator with eight chats every fifteen seconds: 25 messages a second in all.
CHILD_WRITES, OPERATOR_WRITES = 60.0, 15.0
TOKEN = re.compile(rb'data-token="([^"]*)"')
KEY = re.compile(rb'data-key="([^"]+:[^"]+)"|data-key-watching="([^"]+)"')
FORM = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')
MARK = re.compile(rb"mark-(\d+)-(\d+)")


@dataclass
class Measured:
    """Seconds until a word was visible, by who wrote it; answers by kind; how long an answer of “nothing new” took."""

    warm_at: float
    sent: dict[bytes, tuple[str, float]] = field(default_factory=dict)
    visible: dict[str, list[float]] = field(default_factory=lambda: {"child": [], "operator": []})
    answers: Counter[str] = field(default_factory=Counter)
    nothing: list[float] = field(default_factory=list)
    failures: Counter[str] = field(default_factory=Counter)
    number: int = 0

    @property
    def warm(self) -> bool:
        return time.perf_counter() > self.warm_at

    def count(self, kind: str) -> None:
        self.answers[kind] += self.warm

    def mark(self, who: str) -> str:
        self.number += 1
        told = f"mark-{len(self.sent)}-{self.number}"
        self.sent[told.encode()] = (who, time.perf_counter() if self.warm else 0.0)
        return told

    def saw(self, body: bytes, *, me: str) -> None:
        now = time.perf_counter()
        for found in MARK.finditer(body):
            who, at = self.sent.get(found.group(0), ("", 0.0))
            if who and who != me:
                del self.sent[found.group(0)]
                if at:
                    self.visible[who].append(now - at)


async def child(wire: Wire, seen: Measured, until: float, chance: random.Random) -> None:
    page = await wire.ask("GET", "/sr/chat/talk/")
    if page.status != 200:
        raise RuntimeError(f"A chat answers {page.status}")
    token, write_at = _token(page.body), time.perf_counter() + chance.expovariate(1 / CHILD_WRITES)
    while (now := time.perf_counter()) < until:
        if now >= write_at:
            write_at = now + chance.expovariate(1 / CHILD_WRITES)
            fields = {"go": "say", "text": f"Још нешто: {seen.mark('child')}", "submission": str(uuid4())}
            told = await wire.ask("POST", "/sr/chat/talk/", urlencode(fields).encode())
            seen.count(f"child says {told.status}")
        else:
            typing = "&t=1" if write_at - now < 4 else ""
            told = await wire.ask("GET", f"/sr/chat/live/?v={token}{typing}")
            seen.count(f"child asks {told.status}")
            if told.status == 204 and seen.warm:
                seen.nothing.append(time.perf_counter() - now)
        if told.status == 200:
            token = _token(told.body)
            seen.saw(told.body, me="child")
        await _rest(told.headers, chance)


async def operator(wire: Wire, chats: list[str], seen: Measured, until: float, chance: random.Random) -> None:
    chat = chance.choice(chats)
    page = await wire.ask("GET", f"/desk/chats/{chat}/")
    if page.status != 200:
        raise RuntimeError(f"The desk answers {page.status}")
    write_at = time.perf_counter() + chance.expovariate(1 / OPERATOR_WRITES)
    while (now := time.perf_counter()) < until:
        if now >= write_at:  # to another chat, whose page is opened first
            write_at = now + chance.expovariate(1 / OPERATOR_WRITES)
            chat = chance.choice(chats)
            told = page = await wire.ask("GET", f"/desk/chats/{chat}/")
            seen.count(f"operator opens {told.status}")
            seen.saw(page.body, me="operator")
            fields = {
                "text": f"Ту сам: {seen.mark('operator')}", "submission": str(uuid4()),
                "csrfmiddlewaretoken": FORM.search(page.body).group(1).decode(),  # type: ignore[union-attr]
            }  # fmt: skip
            told = await wire.ask("POST", f"/desk/chats/{chat}/say/", urlencode(fields).encode())
            seen.count(f"operator says {told.status}")
        else:
            asked = urlencode({"v": _token(page.body), "k": _key(page.body), "open": chat})
            told = await wire.ask("GET", f"/desk/chats/live/?{asked}")
            seen.count(f"operator asks {told.status}")
        if told.status == 200:
            page = told
            seen.saw(told.body, me="operator")
        await _rest(told.headers, chance)


def _token(body: bytes) -> str:
    found = TOKEN.search(body)
    return found.group(1).decode() if found else ""


def _key(body: bytes) -> str:
    found = KEY.search(body)
    return (found.group(1) or found.group(2)).decode() if found else ""


async def _rest(headers: dict[str, str], chance: random.Random) -> None:
    wait = int(headers.get("ask-again-in", 1_500)) / 1_000
    await asyncio.sleep(wait * chance.uniform(0.92, 1.08))


async def _lasting(deed: Any, seen: Measured, after: float) -> None:
    try:
        await asyncio.sleep(after)
        await deed
    except Exception as failure:
        seen.failures[f"{type(failure).__name__}: {failure}"[:120]] += 1


async def live(port: int, archive: dict[str, Any], seconds: float) -> Measured:
    """Everybody at once, until the time is over."""
    ramp = (len(archive["reporters"]) + len(archive["operators"])) / RAMP + 5
    seen, chance = Measured(time.perf_counter() + ramp), random.Random(7)
    until = seen.warm_at + seconds
    wires = [Wire(port, {"talk": cookie}) for cookie in archive["reporters"]]
    deeds = [child(wire, seen, until, random.Random(chance.random())) for wire in wires]
    for one in archive["operators"]:
        wire = Wire(port, one["cookies"])
        wires.append(wire)
        deeds.append(operator(wire, one["chats"], seen, until, random.Random(chance.random())))
    chance.shuffle(deeds)
    await asyncio.gather(*(_lasting(deed, seen, place / RAMP) for place, deed in enumerate(deeds)))
    for wire in wires:
        wire.close()
    return seen


def percentile(values: list[float], part: float) -> float:
    """In milliseconds."""
    values = sorted(values) or [0.0]
    return round(values[min(len(values) - 1, int(len(values) * part))] * 1000, 1)


def measure(database: str, address: str, *, chats: int, seconds: float) -> list[dict[str, Any]]:
    folder = Path(tempfile.mkdtemp(prefix="smartsafe-bench-chats-"))
    try:
        settings = environment(folder, address)
        for command in (["build_language"], ["build_static"], ["migrate"]):
            manage(settings, *command, "-v0")
        print(f"{database}: opening {chats} chats", file=sys.stderr)
        fill = [sys.executable, "-m", "bench.chat_archive", str(chats)]
        archive = json.loads(subprocess.run(fill, env=settings, check=True, stdout=subprocess.PIPE).stdout)
        with running(settings) as (port, pids):
            seen = asyncio.run(live(port, archive, seconds))
            used = memory(pids)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    both = [*seen.visible["child"], *seen.visible["operator"]]
    if seen.failures or not both:
        raise RuntimeError(f"It did not hold: {dict(seen.failures)} {dict(seen.answers)}")
    asked = sum(count for kind, count in seen.answers.items() if "asks" in kind)
    detail = {
        "database": database, "chats": chats, "operators": len(archive["operators"]), "seconds": seconds,
        "messages_seen": len(both), "p50_ms": percentile(both, 0.5), "p99_ms": percentile(both, 0.99),
        "p95_ms_from_child": percentile(seen.visible["child"], 0.95),
        "p95_ms_from_operator": percentile(seen.visible["operator"], 0.95),
        "questions_per_second": round(asked / seconds, 1),
        "nothing_new_p50_ms": percentile(seen.nothing, 0.5), "nothing_new_p95_ms": percentile(seen.nothing, 0.95),
        "answers": dict(sorted(seen.answers.items())), "server_memory_mb": used["proportional"],
    }  # fmt: skip
    return [{"name": "chat_message_visible_p95", "value": percentile(both, 0.95), "unit": "ms", "detail": detail}]


def main() -> None:
    from tests.postgres import private_cluster

    parser = argparse.ArgumentParser(prog="bench.open_chats", description=__doc__)
    parser.add_argument("--chats", type=int, default=CHATS)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--database", default="sqlite", choices=["sqlite", "postgres"])
    wanted = parser.parse_args()
    if wanted.database == "postgres":
        with private_cluster(durable=True) as address:
            told = measure("postgres", address, chats=wanted.chats, seconds=wanted.seconds)
    else:
        with tempfile.TemporaryDirectory(prefix="smartsafe-bench-") as folder:
            told = measure("sqlite", f"sqlite:///{folder}/bench.sqlite3", chats=wanted.chats, seconds=wanted.seconds)
    for one in told:
        print(json.dumps(one), flush=True)


if __name__ == "__main__":
    main()
