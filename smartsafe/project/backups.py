"""Back-ups that only an offline key opens, and coming back from one.

A back-up place holds `runs/<moment>/` (database, list of files) and `objects/` (each file once, however many runs name
it). Everything is encrypted with age to a public key; its private half stays off the machine. Files are taken before
the database and again after it, so that each file which a row names is there.
"""

import hashlib
import json
import os
import re
import secrets
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pyrage
from django.conf import settings
from django.core.files.storage import default_storage, storages
from django.db import connection

from smartsafe import clock
from smartsafe.evidence.queries import missing_files
from smartsafe.project.settings.environment import data_dir

RUN = re.compile(r"\d{8}T\d{6}\.\d{6}Z")
POSTGRES = Path("/usr/lib/postgresql")


class CannotBackUp(Exception):
    """Says in one sentence what is in the way, and what to do."""


@dataclass(frozen=True, slots=True)
class Run:
    """`files`: how many it names; `new`: how many of them were not in the place before."""

    name: str
    files: int
    new: int


def places() -> dict[str, Path]:
    """What belongs to a back-up beside the database, by the name it has there: folders, and single files of keys."""
    found = {"worker-key": Path(settings.WORKER_KEY_FILE), "secret-key": data_dir() / "secret-key"}
    for name, storage in (("files", default_storage), ("library", storages["library"])):
        if location := getattr(storage, "location", ""):  # in an object store the store keeps its own versions
            found[name] = Path(location)
    return found


def new_key() -> tuple[str, str]:
    """(private, public) halves of a key for back-ups."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def make(into: Path, public_key: str) -> Run:
    """Write one run into the place. Raises CannotBackUp."""
    to = _recipient(public_key)
    name = f"{clock.now():%Y%m%dT%H%M%S.%fZ}"
    (into / "runs").mkdir(parents=True, exist_ok=True)
    unfinished = into / f".{name}"
    unfinished.mkdir(mode=0o700)
    try:
        new = len(_take_files(into, to)[1])
        with _database_dump() as dump:
            _write(unfinished / "database.age", lambda target: pyrage.encrypt_io(dump, target, [to]))
        files, more = _take_files(into, to)
        manifest = {"database": connection.vendor, "files": files}
        sealed = pyrage.encrypt(json.dumps(manifest).encode(), [to])
        _write(unfinished / "manifest.age", lambda target: target.write(sealed))
        names = "\n".join(sorted({one["object"] for one in files}))
        _write(unfinished / "objects.txt", lambda target: target.write(names.encode()))
        unfinished.rename(into / "runs" / name)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    return Run(name, len(files), new + len(more))


def runs(place: Path) -> list[str]:
    """Finished runs, the oldest first."""
    return sorted(path.name for path in (place / "runs").glob("*") if RUN.fullmatch(path.name))


def prune(place: Path, *, keep: int) -> int:
    """Leave the newest `keep` runs and the files that these name; how many runs went."""
    gone = runs(place)[:-keep] if keep > 0 else []
    for name in gone:
        shutil.rmtree(place / "runs" / name)
    if gone:
        named = {one for name in runs(place) for one in (place / "runs" / name / "objects.txt").read_text().split()}
        for path in (place / "objects").glob("*/*.age"):
            if path.stem not in named:
                path.unlink()
    return len(gone)


def restore(place: Path, identity: str, *, name: str = "") -> Run:
    """Bring a run, the newest unless it is named, into this installation, which must be empty. Raises CannotBackUp."""
    key = _identity(identity)
    name = name or (runs(place) or [""])[-1]
    run = place / "runs" / name
    if not RUN.fullmatch(name) or not run.is_dir():
        raise CannotBackUp(f"There is no finished back-up {name or 'at all'} in {place}.")
    if connection.introspection.table_names():
        raise CannotBackUp("This database is not empty. A back-up is restored into an empty one.")
    try:
        manifest = json.loads(pyrage.decrypt((run / "manifest.age").read_bytes(), [key]))
    except pyrage.DecryptError:
        raise CannotBackUp("The key does not open this back-up.") from None
    if manifest["database"] != connection.vendor:
        raise CannotBackUp(f"The back-up is of {manifest['database']}, the database here is {connection.vendor}.")
    for one in manifest["files"]:
        _bring_back(place, one, key)
    with (run / "database.age").open("rb") as source:
        _load_database(source, key)
    if missing := missing_files():
        raise CannotBackUp(f"{missing} files that the database names are not in the back-up.")
    return Run(name, len(manifest["files"]), len(manifest["files"]))


def _recipient(public_key: str) -> Any:
    try:
        return pyrage.x25519.Recipient.from_str(public_key.strip())
    except pyrage.RecipientError:
        raise CannotBackUp("The public key is missing or malformed: it begins with “age1”.") from None


def _identity(identity: str) -> Any:
    lines = [line for line in identity.split() if line.startswith("AGE-SECRET-KEY-")]
    try:
        return pyrage.x25519.Identity.from_str(lines[0])
    except (IndexError, pyrage.IdentityError):
        raise CannotBackUp("The private key is malformed: it begins with “AGE-SECRET-KEY-”.") from None


def _write(path: Path, fill: Any) -> None:
    """Whole or not at all, and on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with unfinished.open("wb") as target:
            fill(target)
            target.flush()
            os.fsync(target.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _take_files(into: Path, to: Any) -> tuple[list[dict[str, Any]], list[str]]:
    """(every file by path, size and object; the objects that were not there yet)."""
    found, new = [], []
    for path, name in _files():
        try:
            known = path.stat()
            # Never read again while it stays as it was: evidence is written once
            told = f"{name}\n{known.st_size}\n{known.st_mtime_ns}"
            stored = hashlib.sha256(told.encode()).hexdigest()
            target = into / "objects" / stored[:2] / f"{stored}.age"
            if not target.exists():
                with path.open("rb") as source:
                    _write(target, lambda file, source=source: pyrage.encrypt_io(source, file, [to]))
                new.append(stored)
        except FileNotFoundError:
            continue  # erased meanwhile
        found.append({"path": name, "size": known.st_size, "object": stored})
    return found, new


def _files() -> Iterator[tuple[Path, str]]:
    for name, place in places().items():
        if place.is_file():
            yield place, name
        for path in sorted(place.rglob("*")) if place.is_dir() else ():
            if path.is_file():
                yield path, f"{name}/{path.relative_to(place)}"


def _bring_back(place: Path, one: dict[str, Any], key: Any) -> None:
    name, _slash, rest = one["path"].partition("/")
    known = places()
    if name not in known or not re.fullmatch(r"[0-9a-f]{64}", one["object"]):
        raise CannotBackUp(f"The back-up names a file that has no place here: {one['path']!r}.")
    target = (known[name] / rest).resolve() if rest else known[name]
    if rest and not target.is_relative_to(known[name].resolve()):
        raise CannotBackUp(f"The back-up names a file outside its place: {one['path']!r}.")
    if rest and target.exists():
        raise CannotBackUp(f"{target} exists. A back-up is restored into an empty place.")
    source = place / "objects" / one["object"][:2] / f"{one['object']}.age"
    try:
        with source.open("rb") as sealed:
            _write(target, lambda file: pyrage.decrypt_io(sealed, file, [key]))
    except FileNotFoundError:
        raise CannotBackUp(f"A file of the back-up is missing: {source}") from None
    except pyrage.DecryptError:
        raise CannotBackUp(f"A file of the back-up is damaged: {source}") from None
    if target.stat().st_size != one["size"]:
        raise CannotBackUp(f"A file of the back-up is not what it says: {source}")
    target.chmod(0o600)


@contextmanager
def _database_dump() -> Iterator[IO[bytes]]:
    """The database as it is at one moment, while people work."""
    if connection.vendor == "sqlite":
        with tempfile.TemporaryDirectory(dir=data_dir()) as folder:
            path = Path(folder) / "database.sqlite3"
            copy = sqlite3.connect(path)
            connection.ensure_connection()
            connection.connection.backup(copy)
            copy.close()
            with path.open("rb") as dump:
                yield dump
        return
    command = [_program("pg_dump"), "--format=custom", "--no-owner", "--no-privileges"]
    with subprocess.Popen(command, env=_postgres(), stdout=subprocess.PIPE) as process:  # noqa: S603, our own words
        assert process.stdout is not None  # noqa: S101, a pipe was asked for
        yield process.stdout
    if process.returncode:
        raise CannotBackUp("pg_dump failed; what it says stands above.")


def _load_database(source: IO[bytes], key: Any) -> None:
    if connection.vendor == "sqlite":
        path = Path(str(connection.settings_dict["NAME"]))
        connection.close()
        for beside in ("-wal", "-shm"):
            path.with_name(path.name + beside).unlink(missing_ok=True)
        _write(path, lambda target: pyrage.decrypt_io(source, target, [key]))
        return
    command = [_program("pg_restore"), "--no-owner", "--exit-on-error", "--single-transaction"]
    command += ["--dbname", _postgres()["PGDATABASE"]]
    with subprocess.Popen(command, env=_postgres(), stdin=subprocess.PIPE) as process:  # noqa: S603, our own words
        assert process.stdin is not None  # noqa: S101, a pipe was asked for
        pyrage.decrypt_io(source, process.stdin, [key])
        process.stdin.close()
    if process.returncode:
        raise CannotBackUp("pg_restore failed; what it says stands above.")


def _postgres() -> dict[str, str]:
    """How PostgreSQL's programs find the database: in the environment, since a command line is seen by everybody."""
    known = connection.settings_dict
    wanted = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    return {**os.environ, **{name: str(known[key]) for name, key in wanted.items() if known.get(key)}}


def _program(name: str) -> str:
    newest = sorted(POSTGRES.glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    found = str(newest[-1]) if newest else shutil.which(name)
    if not found:
        raise CannotBackUp(f"PostgreSQL's program {name} is not on this machine.")
    return found
