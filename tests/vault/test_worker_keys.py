"""The worker's key: whoever seals needs no secret, and only the worker opens."""

import stat
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from smartsafe.vault import worker_keys, worker_public
from smartsafe.vault.models import WorkerKey
from smartsafe.vault.sealing import CannotOpen

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("SMARTSAFE_WORKER_KEY", raising=False)
    settings.WORKER_KEY_FILE = str(tmp_path / "worker-key")
    return tmp_path / "worker-key"


def test_it_is_made_once_for_its_owner_alone_and_opens_what_is_sealed_to_it(file: Path) -> None:
    worker_keys.make_where_missing()
    before = file.read_text()
    worker_keys.make_where_missing()
    worker_keys.adopt()
    worker_keys.adopt()
    assert file.read_text() == before
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    sealed = worker_public.seal_to_worker("реч".encode())
    assert worker_keys.open_as_worker(sealed).decode() == "реч"
    assert before.encode() not in bytes(WorkerKey.objects.get().public_key)


def test_without_a_key_nothing_is_sealed_and_nothing_opened(file: Path) -> None:
    with pytest.raises(worker_public.NoWorkerKey):
        worker_public.seal_to_worker(b"x")
    with pytest.raises(worker_public.NoWorkerKey):
        worker_public.event_key("email", "e1")
    for kept in ("", "nonsense", "c2hvcnQ="):
        file.write_text(kept)
        with pytest.raises(worker_keys.NoPrivateKey):
            worker_keys.open_as_worker(b"x")


def test_another_key_is_refused_until_it_replaces_the_first(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    worker_keys.make_where_missing()
    worker_keys.adopt()
    sealed, event = worker_public.seal_to_worker(b"x"), worker_public.event_key("email", "e1")
    monkeypatch.setenv("SMARTSAFE_WORKER_KEY", worker_keys.new_private_key())
    with pytest.raises(worker_keys.AnotherWorkerKey):
        worker_keys.adopt()
    worker_keys.replace()
    worker_keys.adopt()
    with pytest.raises(CannotOpen):
        worker_keys.open_as_worker(sealed)
    assert worker_public.event_key("email", "e1") == event  # what was told before is still known


def test_outside_ids_of_different_kinds_and_channels_are_different(file: Path) -> None:
    worker_keys.make_where_missing()
    told = [("thread", "email"), ("thread", "phone"), ("provider", "email")]
    assert len({worker_keys.outside_key(kind, channel, "1") for kind, channel in told}) == 3


def test_in_production_a_worker_without_a_key_does_not_start(file: Path, settings: Any) -> None:
    settings.WORKER_MAKES_ITS_KEY = False
    with pytest.raises(CommandError, match="SMARTSAFE_WORKER_KEY"):
        call_command("worker")
