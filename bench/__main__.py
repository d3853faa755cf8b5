"""`python -m bench [--quick] [--only NAME]`: everything the issue asks to be measured, on SQLite and on PostgreSQL."""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.demo_server import new_database, running_demo
from tests.postgres import private_cluster

from . import journey, library, open_chats
from .load import CLIENTS, Seen, together
from .server import WORKERS, environment, manage, memory, running
from .visitor import Visitor


def told(name: str, value: float, unit: str, **detail: Any) -> None:
    """Beside what was measured: how busy the machine was with anything else, or the figures mislead."""
    detail["machine_load_1min"] = round(os.getloadavg()[0], 1)
    print(json.dumps({"name": name, "value": value, "unit": unit, "detail": detail}), flush=True)


@contextmanager
def databases(only: str) -> Iterator[list[tuple[str, str]]]:
    """(name, address) of each database to measure on; PostgreSQL as durable as in production."""
    with tempfile.TemporaryDirectory(prefix="smartsafe-bench-") as folder:
        found = [("sqlite", f"sqlite:///{folder}/bench.sqlite3")] if only in ("", "sqlite") else []
        if only in ("", "postgres"):
            with private_cluster(durable=True) as address:
                yield [*found, ("postgres", address)]
        else:
            yield found


def pages(name: str, unit_name: str, port: int, address: str, *, seconds: float, database: str) -> None:
    visitors = [Visitor(port) for _ in range(CLIENTS)]

    def look(number: int) -> float:
        return _timed(visitors[number], address)

    together(look, seconds=1.5)  # both workers have seen it once
    seen = together(look, seconds=seconds)
    told(
        f"{unit_name}_per_second", seen.per_second(), "pages/s", database=database, clients=CLIENTS,
        p50_ms=seen.percentile(0.5), p95_ms=seen.percentile(0.95), page=name,
    )  # fmt: skip


def _timed(visitor: Visitor, address: str) -> float:
    began = time.perf_counter()
    answer = visitor.get(address)
    took = time.perf_counter() - began
    if answer.status != 200:
        raise RuntimeError(f"{address} answers {answer.status}")
    return took


def reports(port: int, *, seconds: float, database: str) -> None:
    steps = journey.learn(port)
    seen = together(lambda number: journey.walk(port, steps), seconds=seconds)
    told(
        "anonymous_reports_per_second", seen.per_second(), "reports/s", database=database, clients=CLIENTS,
        p50_ms=seen.percentile(0.5), p95_ms=seen.percentile(0.95), requests_a_report=len(steps) * 2 + 1,
        done=len(seen.durations),
    )  # fmt: skip


def signed_in(port: int, email: str, password: str) -> Visitor:
    from .visitor import TOKEN

    visitor = Visitor(port)
    form = visitor.get("/desk/sign-in/")
    found = TOKEN.search(form.body)
    token = found.group(1).decode() if found else ""
    fields = [("csrfmiddlewaretoken", token), ("login", email), ("password", password)]
    answer = visitor.post("/desk/sign-in/", fields)
    if answer.status != 200 or "sign-in" in answer.address:
        raise RuntimeError(f"Signing in ended at {answer.address} with {answer.status}")
    return visitor


def desk(port: int, archive: dict[str, Any], *, seconds: float, database: str, size: dict[str, int]) -> None:
    visitors = [signed_in(port, archive["email"], archive["password"]) for _ in range(CLIENTS)]
    turns = iter(range(10**9))
    measures: list[tuple[str, Callable[[int], str]]] = [
        ("inbox", lambda turn: f"/desk/inbox/{('open', 'urgent', 'unassigned')[turn % 3]}/"),
        ("contact", lambda turn: f"/desk/contacts/{archive['contacts'][turn % len(archive['contacts'])]}/"),
        ("case", lambda turn: f"/desk/cases/{archive['cases'][turn % len(archive['cases'])]}/"),
        ("cases", lambda turn: "/desk/cases/"),
    ]
    for name, address in measures:

        def look(number: int, address: Callable[[int], str] = address) -> float:
            return _timed(visitors[number], address(next(turns)))

        together(look, seconds=1.5)
        alone = together(look, seconds=seconds / 3, clients=1)
        seen: Seen = together(look, seconds=seconds)
        told(
            f"{name}_page_p95", seen.percentile(0.95), "ms", database=database, clients=CLIENTS, **size,
            p50_ms=seen.percentile(0.5), pages_per_second=seen.per_second(), p95_ms_one_client=alone.percentile(0.95),
        )  # fmt: skip


def measure(database: str, address: str, *, seconds: float, size: dict[str, int]) -> None:
    folder = Path(tempfile.mkdtemp(prefix="smartsafe-bench-data-"))
    try:
        settings = environment(folder, address)
        for command in (["build_language"], ["build_static"], ["migrate"]):
            manage(settings, *command, "-v0")
        print(f"{database}: filling the archive", size, file=sys.stderr)
        fill = [sys.executable, "-m", "bench.archive", str(size["contacts"]), str(size["cases"])]
        archive = json.loads(subprocess.run(fill, env=settings, check=True, stdout=subprocess.PIPE).stdout)
        with running(settings) as (port, pids):
            pages("home", "home_pages", port, "/sr/", seconds=seconds, database=database)
            pages("advice", "advice_pages", port, "/sr/advice/sextortion/", seconds=seconds, database=database)
            desk(port, archive, seconds=seconds, database=database, size=size)
            reports(port, seconds=seconds * 2, database=database)
            used = memory(pids)
            told("server_memory", used["proportional"], "MB", database=database, processes=len(pids), **used)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def demo_start() -> None:
    """How long the demo takes to its first page: made from nothing, then already set up."""
    folder = Path(tempfile.mkdtemp(prefix="smartsafe-bench-demo-"))
    try:
        for name in ("demo_first_start", "demo_start"):
            began = time.perf_counter()
            with running_demo(folder) as address:
                port = int(address.rsplit(":", 1)[1])
                Visitor(port).get("/sr/")
                told(name, round(time.perf_counter() - began, 2), "s", until="first page", workers=WORKERS)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--only", default="", choices=["", "sqlite", "postgres", "demo"])
    parser.add_argument("--quick", action="store_true", help="a small archive and short measures: does it run at all?")
    wanted = parser.parse_args()
    size = {"contacts": 2_000, "cases": 400} if wanted.quick else {"contacts": 100_000, "cases": 20_000}
    seconds = 2.0 if wanted.quick else 12.0
    os.environ.pop("SMARTSAFE_DATABASE_URL", None)
    if wanted.only != "demo":
        with databases(wanted.only) as found:
            for name, address in found:
                measure(name, address, seconds=seconds, size=size)
            chats, lasting = (60, 8.0) if wanted.quick else (open_chats.CHATS, open_chats.SECONDS)
            for name, address in found:
                # A centre of its own beside the archive
                fresh = address.replace("bench.sqlite3", "chats.sqlite3") if name == "sqlite" else new_database(address)
                shelves = (
                    address.replace("bench.sqlite3", "library.sqlite3") if name == "sqlite" else new_database(address)
                )
                for one in library.measure(name, shelves, items=1_000 if wanted.quick else library.ITEMS):
                    told(one["name"], one["value"], one["unit"], **one["detail"])
                for one in open_chats.measure(name, fresh, chats=chats, seconds=lasting):
                    told(one["name"], one["value"], one["unit"], **one["detail"])
    if wanted.only in ("", "demo"):
        demo_start()


if __name__ == "__main__":
    main()
