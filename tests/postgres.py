"""A private PostgreSQL cluster for one command: `python -m tests.postgres COMMAND …`.

The cluster lives in a temporary folder, listens only on a socket inside it, and is gone afterwards.
PostgreSQL refuses to run as root, so root lends it to an unprivileged account.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def server_program(name: str) -> str:
    """The path of one of PostgreSQL's server programs, newest version first."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4]), reverse=True)
    program = str(found[0]) if found else shutil.which(name)
    if not program:
        sys.exit(f"PostgreSQL's “{name}” is missing: run .ci/provide")
    return program


def _as_account() -> dict[str, object]:
    if os.geteuid() != 0:
        return {}
    try:
        account = pwd.getpwnam("postgres")
    except KeyError:
        account = pwd.getpwnam("nobody")
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


@contextmanager
def private_cluster(*, durable: bool = False) -> Iterator[str]:
    """The address of a running cluster. Not `durable`: faster, for tests; durable: as in production, for measuring."""
    folder = Path(tempfile.mkdtemp(prefix="smartsafe-pg-"))
    account = _as_account()
    if account:
        os.chown(folder, int(str(account["user"])), int(str(account["group"])))
    data = folder / "data"
    quiet = {"stdout": subprocess.DEVNULL, "cwd": str(folder), **account}
    initdb = [
        server_program("initdb"),
        "-D",
        str(data),
        "-U",
        "smartsafe",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
    ]
    subprocess.run([*initdb, "--no-sync"], check=True, **quiet)  # type: ignore[call-overload]
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c max_connections=60"
    if not durable:
        options += " -c fsync=off -c full_page_writes=off"
    control = [server_program("pg_ctl"), "-D", str(data), "-w", "-s"]
    subprocess.run([*control, "-l", str(folder / "log"), "-o", options, "start"], check=True, **quiet)  # type: ignore[call-overload]
    try:
        yield f"postgres://smartsafe@{str(folder).replace('/', '%2F')}/postgres"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=False, **quiet)  # type: ignore[call-overload]
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    with private_cluster() as address:
        environment = {**os.environ, "SMARTSAFE_DATABASE_URL": address}
        sys.exit(subprocess.run(sys.argv[1:], env=environment, check=False).returncode)
