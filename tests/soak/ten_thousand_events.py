"""10,000 mixed events over HTTP and IMAP, 5 % told twice, 5 % late, workers killed: none lost, none twice.

`python -m tests.soak.ten_thousand_events [--events N] [--workers N] [--seed N] [--sqlite]`

Real processes: a web server, workers that are killed with SIGKILL and replaced, a Dovecot, an SMTP server, the
reference messenger. Afterwards every message is opened and each event is looked for in every contact.
"""

import argparse
import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random
from typing import Any

from tests.demo_server import free_port
from tests.postgres import private_cluster

from .counting import PASSWORD
from .plan import Told, events, told_as
from .telling import Lines

ENOUGH = 3600.0  # seconds until it counts as stuck


class Workers:
    """Several workers; now and then one is killed and another begins."""

    def __init__(self, count: int, settings: dict[str, str], chance: Random, log: Path) -> None:
        self.settings, self.chance, self.killed = settings, chance, 0
        self._log = log.open("ab")
        self._stop = threading.Event()
        self.running = [self._start() for _ in range(count)]
        self._killer = threading.Thread(target=self._kill_now_and_then, daemon=True)

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "smartsafe", "worker"]
        return subprocess.Popen(command, env=self.settings, stdout=self._log, stderr=subprocess.STDOUT)

    def begin_killing(self) -> None:
        self._killer.start()

    def _kill_now_and_then(self) -> None:
        while not self._stop.wait(self.chance.uniform(4, 10)):
            index = self.chance.randrange(len(self.running))
            self.running[index].kill()
            self.running[index].wait()
            self.killed += 1
            self.running[index] = self._start()

    def end_killing(self) -> None:
        self._stop.set()
        if self._killer.is_alive():
            self._killer.join()

    def end(self) -> None:
        self.end_killing()
        for process in self.running:
            process.kill()
            process.wait()
        self._log.close()


def manage(settings: dict[str, str], *arguments: str) -> None:
    command = [sys.executable, "-m", "smartsafe", *arguments]
    subprocess.run(command, env=settings, check=True, stdout=subprocess.DEVNULL)


def counted(settings: dict[str, str], *arguments: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.soak.counting", *arguments]
    told = subprocess.run(command, env=settings, check=True, stdout=subprocess.PIPE).stdout
    found: dict[str, Any] = json.loads(told.splitlines()[-1])
    return found


@contextmanager
def web_server(settings: dict[str, str], log: Path) -> Iterator[str]:
    port = free_port()
    command = [
        *(sys.executable, "-m", "smartsafe", "serve", "--port", str(port), "--workers", "2"),
    ]
    with log.open("ab") as out:
        process = subprocess.Popen(command, env=settings, stdout=out, stderr=subprocess.STDOUT)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{address}/healthz", timeout=5).close()
                break
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        else:
            raise RuntimeError(f"The server did not start:\n{log.read_text()[-3000:]}")
        yield address
    finally:
        process.terminate()
        process.wait(20)


def tell_all(lines: Lines, order: list[Told], tellers: int = 4) -> Counter[int]:
    """Every event by its own way, from several senders at once; how often each status was answered."""
    waiting: queue.SimpleQueue[Told] = queue.SimpleQueue()
    for told in order:
        waiting.put(told)
    answers: Counter[int] = Counter()

    def tell() -> None:
        while True:
            try:
                told = waiting.get_nowait()
            except queue.Empty:
                return
            answers.update(lines.tell(told))

    threads = [threading.Thread(target=tell) for _ in range(tellers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def run(*, count: int = 10_000, workers: int = 3, seed: int = 19833, sqlite: bool = False) -> dict[str, Any]:
    """The report: what was told, what was found, how often somebody was killed, seconds."""
    chance = Random(seed)
    made = events(count, chance)
    order = list(told_as(made, chance))
    with ExitStack() as all_of_it:
        folder = Path(all_of_it.enter_context(tempfile.TemporaryDirectory(prefix="smartsafe-soak-")))
        database = f"sqlite:///{folder / 'soak.sqlite3'}" if sqlite else all_of_it.enter_context(private_cluster())
        lines = all_of_it.enter_context(Lines.open())
        settings = {
            **os.environ, **lines.settings,
            "DJANGO_SETTINGS_MODULE": "tests.soak.settings",
            "SMARTSAFE_DATA_DIR": str(folder), "SMARTSAFE_DATABASE_URL": database,
            "SMARTSAFE_SECRET_KEY": "only for an hour and only on this machine", "SMARTSAFE_HOSTS": "127.0.0.1",
            "SMARTSAFE_SETUP_PASSWORD": PASSWORD,
        }  # fmt: skip
        settings.pop("SMARTSAFE_WORKER_KEY", None)
        manage(settings, "migrate", "-v", "0")
        manage(settings, "vault", "setup", "--email", "first@centre.example", "--name", "First")
        lines.address = all_of_it.enter_context(web_server(settings, folder / "web.log"))
        crew = Workers(workers, settings, chance, folder / "workers.log")
        all_of_it.callback(crew.end)
        started = time.monotonic()
        crew.begin_killing()
        answers = tell_all(lines, order)
        told_after = time.monotonic() - started
        unique = len(set(made))
        state = _wait_for_the_end(settings, unique, started)
        crew.end_killing()
        taken_after = time.monotonic() - started
        file = folder / "told.json"
        file.write_text(json.dumps({one.marker: one.place for one in made}))
        found = counted(settings, "compare", str(file))
        return {
            "events": unique, "told": len(order), "told_twice": len(order) - unique,
            "by_way": dict(Counter(one.way for one in made)), "answers": dict(answers), "killed": crew.killed,
            "seconds_telling": round(told_after, 1), "seconds_until_all_taken_in": round(taken_after, 1),
            "events_a_second": round(unique / taken_after, 1), "database": "SQLite" if sqlite else "PostgreSQL",
            "stuck": state["stuck"], **found,
        }  # fmt: skip


def _wait_for_the_end(settings: dict[str, str], unique: int, started: float) -> dict[str, Any]:
    """Until every event is kept and none waits."""
    while True:
        state = counted(settings, "waiting")
        if state["kept"] >= unique and not state["waiting"]:
            return state
        if time.monotonic() - started > ENOUGH:
            return state
        time.sleep(2)


def is_right(report: dict[str, Any]) -> bool:
    """Every event in exactly one contact, every conversation in one, in its order, and nothing that was never told."""
    wrong = (
        report["missing"], report["more_than_once"], report["never_told"], report["stuck"], report["waiting"],
        report["conversations_in_two_contacts"], report["conversations_out_of_order"],
    )  # fmt: skip
    return (
        not any(wrong)
        and report["in_exactly_one_contact"] == report["messages"] == report["events"] == report["kept"]
        and report["chain_is_whole"]
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--events", type=int, default=10_000)
    options.add_argument("--workers", type=int, default=3)
    options.add_argument("--seed", type=int, default=19833)
    options.add_argument("--sqlite", action="store_true")
    told = options.parse_args()
    report = run(count=told.events, workers=told.workers, seed=told.seed, sqlite=told.sqlite)
    print(json.dumps(report, indent=2, ensure_ascii=False))
    sys.exit(0 if is_right(report) else 1)


if __name__ == "__main__":
    main()
