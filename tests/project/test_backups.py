"""What is backed up comes back whole into an empty place, and opens for nobody without the offline key."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from smartsafe.contacts.models import Contact
from smartsafe.evidence.models import Item
from smartsafe.project import backups
from tests.demo_server import new_database
from tests.factories.cases import a_contact

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def key(tmp_path: Path) -> tuple[Path, str]:
    """(file of the private half, public half)"""
    private, public = backups.new_key()
    file = tmp_path / "key"
    file.write_text(f"# made for a test\n{private}\n")
    return file, public


def elsewhere(folder: Path) -> dict[str, str]:
    """Another machine: a data folder and a database of its own."""
    database = os.environ.get("SMARTSAFE_DATABASE_URL", "")
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "smartsafe.project.settings.demo",
        "SMARTSAFE_DATA_DIR": str(folder),
        "SMARTSAFE_DATABASE_URL": new_database(database) if database else f"sqlite:///{folder}/other.sqlite3",
    }


def run(settings: dict[str, str], *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "smartsafe", *arguments]
    return subprocess.run(command, env=settings, capture_output=True, text=True, check=False)


def test_everything_comes_back(key: tuple[Path, str], tmp_path: Path) -> None:
    contact = a_contact(files=1)
    place, other = tmp_path / "place", tmp_path / "other"
    other.mkdir()
    first = backups.make(place, key[1])
    again = backups.make(place, key[1])
    assert (again.files, again.new) == (first.files, 0)
    settings = elsewhere(other)
    came = run(settings, "restore", str(place), "--key-file", str(key[0]))
    assert came.returncode == 0, came.stderr
    assert f"{again.name}: database and {again.files} files restored" in came.stdout
    assert "The chain is whole" in came.stdout
    stored = Item.objects.get().stored_name
    assert (other / "files" / stored).read_bytes() == (backups.places()["files"] / stored).read_bytes()
    assert (other / "worker-key").exists() == backups.places()["worker-key"].exists()
    told = run(settings, "shell", "-c", "from smartsafe.contacts.models import *; print(Contact.objects.get().number)")
    assert told.stdout.strip().endswith(contact.number)
    twice = run(settings, "restore", str(place), "--key-file", str(key[0]))
    assert twice.returncode == 1
    assert "not empty" in twice.stderr


def test_without_the_key_it_tells_nothing(key: tuple[Path, str], tmp_path: Path) -> None:
    a_contact(files=1)
    backups.make(tmp_path / "place", key[1])
    stored = Item.objects.get().stored_name
    files = [path for path in (tmp_path / "place").rglob("*") if path.is_file()]
    assert len(files) > 3
    for path in files:
        content = path.read_bytes()
        assert b"contacts_contact" not in content
        assert stored.encode() not in content
        assert stored.rsplit("/", 1)[1] not in path.name
    with pytest.raises(backups.CannotBackUp, match="not empty"):
        backups.restore(tmp_path / "place", key[0].read_text())


def test_old_runs_go_with_the_files_that_only_they_named(key: tuple[Path, str], tmp_path: Path) -> None:
    place = tmp_path / "place"
    a_contact(files=1)
    backups.make(place, key[1])
    item = Item.objects.get()
    (backups.places()["files"] / item.stored_name).unlink()
    Contact.objects.all().update(urgency="low")
    newest = backups.make(place, key[1])
    before = len(list((place / "objects").rglob("*.age")))
    assert backups.prune(place, keep=1) == 1
    assert backups.runs(place) == [newest.name]
    assert len(list((place / "objects").rglob("*.age"))) < before
    assert backups.prune(place, keep=0) == 0


def test_a_back_up_that_fails_leaves_no_run(
    key: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(backups.pyrage, "encrypt_io", full)
    with pytest.raises(CommandError, match="No space left"):
        call_command("backup", str(tmp_path / "place"), "--key", key[1])
    assert backups.runs(tmp_path / "place") == []
    assert [path for path in (tmp_path / "place").rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("wrong", ["", "age1wrong", "ssh-ed25519 AAAA"])
def test_a_wrong_key_is_said(wrong: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="age1"):
        call_command("backup", str(tmp_path), "--key", wrong)


@pytest.mark.parametrize("path", ["files/../../escaped", "files//etc/x", "nowhere/x", "secret-key/../x"])
def test_a_forged_back_up_writes_nowhere_else(path: str, tmp_path: Path) -> None:
    with pytest.raises(backups.CannotBackUp, match="names a file"):
        backups._bring_back(tmp_path, {"path": path, "size": 1, "object": "0" * 64}, None)
