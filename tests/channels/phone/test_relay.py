"""The relay beside the exchange: what the dial plan asks of it arrives here signed, with the recording."""

import importlib.util
import queue
import threading
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from smartsafe.channels.phone.models import Call
from smartsafe.channels.tasks import take_in_waiting
from smartsafe.contacts.models import Attachment, Contact
from tests.channels.phone.test_events import WAV
from tests.factories import people, phone
from tests.house.source import ROOT

specification = importlib.util.spec_from_file_location("relay", ROOT / "deploy/phone/relay.py")
assert specification is not None
assert specification.loader is not None
relay = importlib.util.module_from_spec(specification)
specification.loader.exec_module(relay)


def asked(port: int, **told: str) -> int:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/event?{urlencode(told)}", timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


@pytest.mark.django_db(transaction=True)
def test_from_the_dial_plan_to_the_contact(live_server: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    people.a_vault()
    phone.a_worker_key()
    monkeypatch.setenv(phone.VARIABLE, phone.SECRET)
    (tmp_path / "msg0001.wav").write_bytes(WAV)
    waiting: queue.Queue[Any] = queue.Queue()
    server = relay.serve(waiting, str(tmp_path), port=0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    threading.Thread(target=relay.send_for_ever, args=(waiting, live_server.url, phone.SECRET), daemon=True).start()
    port = server.server_address[1]
    try:
        assert asked(port, event="ringing", call="1732.1", number="+381600001234") == 202
        assert asked(port, event="voicemail", call="1732.1", seconds="7", file="msg0001.wav") == 202
        assert asked(port, event="exploded", call="1732.1") == 400
        assert asked(port, event="voicemail", call="1732.1", file="../../etc/passwd") == 400
        waiting.join()
    finally:
        server.shutdown()
        server.server_close()
    take_in_waiting()
    assert (Call.objects.get().outcome, Contact.objects.count(), Attachment.objects.count()) == ("voicemail", 1, 1)
