"""The server under measure: release settings, two workers, a data folder and a database of its own."""

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.demo_server import free_port

WORKERS = 2


def environment(folder: Path, database: str) -> dict[str, str]:
    """For every process of one measuring: the same key, folder and database."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "SMARTSAFE_DATA_DIR": str(folder),
        "SMARTSAFE_DATABASE_URL": database,
        "SMARTSAFE_SECRET_KEY": secrets.token_urlsafe(48),
        "SMARTSAFE_HOSTS": "127.0.0.1",
    }


def manage(settings: dict[str, str], *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "smartsafe", *arguments], env=settings, check=True, stdout=sys.stderr)


@contextmanager
def running(settings: dict[str, str]) -> Iterator[tuple[int, list[int]]]:
    """The port, and the process ids of the server and its workers."""
    port = free_port()
    command = [
        *(sys.executable, "-m", "smartsafe", "serve", "--port", str(port), "--workers", str(WORKERS)),
    ]
    process = subprocess.Popen(command, env=settings, stdout=sys.stderr)
    try:
        _wait(port)
        yield port, [process.pid, *_children(process.pid)]
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(port: int) -> None:
    from .visitor import Visitor

    for _ in range(300):
        try:
            if Visitor(port).get("/healthz").status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("The server did not start")


def _children(pid: int) -> list[int]:
    told = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in told.split()]


def memory(pids: list[int]) -> dict[str, float]:
    """Megabytes of all processes together: resident, and with shared pages counted once (proportional)."""
    resident = proportional = 0
    for pid in pids:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Rss:"):
                resident += int(line.split()[1])
            if line.startswith("Pss:"):
                proportional += int(line.split()[1])
    return {"resident": round(resident / 1024, 1), "proportional": round(proportional / 1024, 1)}
