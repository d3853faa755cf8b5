"""A running demo centre for tests, screenshots and measuring: the real command, a data folder of its own."""

import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def new_database(cluster: str) -> str:
    """The address of a database of its own beside the one that `cluster` names."""
    name = f"demo_{secrets.token_hex(4)}"
    with psycopg.connect(cluster.replace("postgres://", "postgresql://", 1), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return f"{cluster.rsplit('/', 1)[0]}/{name}"


@contextmanager
def running_demo(folder: Path, *, seconds: float = 300) -> Iterator[str]:
    """The address of a demo centre served from `folder` with the real command, on the kind of database of this run."""
    port = free_port()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "smartsafe.project.settings.demo",
        "SMARTSAFE_DATA_DIR": str(folder),
    }
    if database := os.environ.get("SMARTSAFE_DATABASE_URL", ""):
        environment["SMARTSAFE_DATABASE_URL"] = new_database(database)
    log = (folder / "demo.log").open("wb")
    command = [sys.executable, "-m", "smartsafe", "demo", "--port", str(port)]
    process = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
    address = f"http://127.0.0.1:{port}"
    try:
        end = time.monotonic() + seconds
        while time.monotonic() < end and process.poll() is None:
            try:
                with urllib.request.urlopen(f"{address}/healthz", timeout=2) as answer:
                    if answer.status == 200:
                        break
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        else:
            raise RuntimeError(f"The demo did not start:\n{(folder / 'demo.log').read_text()[-3000:]}")
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)
        log.close()
