"""A process in the public role, made to run anything at all, opens no report that is stored."""

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from tests.factories.contacts import a_report
from tests.house.source import ROOT

pytestmark = pytest.mark.django_db(transaction=True)

# Everything an intruder could try with what that process holds: every stored value, secret and file as every key.
INTRUDER = """
import json, os, sys
from pathlib import Path
import django
django.setup()
from django.conf import settings
from django.db import connection
from django.urls import Resolver404, resolve
loaded = sorted(name for name in sys.modules if name.startswith("smartsafe.vault."))
from django.urls import get_resolver
get_resolver().url_patterns
reached = "smartsafe.vault.keyrings" in sys.modules
from smartsafe.contacts.models import Contact, FormDraft, Message
from smartsafe.contacts.sealed import open_body, open_details, open_subject
from smartsafe.vault.sealing import CannotOpen, RecordKey
keys = {bytes(32), settings.SECRET_KEY.encode()[:32]}
with connection.cursor() as cursor:
    for table in connection.introspection.table_names(cursor):
        cursor.execute(f'SELECT * FROM "{table}"')
        for row in cursor.fetchall():
            for value in row:
                raw = bytes(value) if isinstance(value, (bytes, memoryview)) else str(value).encode()
                keys.update(raw[start:start + 32] for start in range(0, min(len(raw), 200)) if len(raw) >= start + 32)
for text in os.environ.values():
    keys.add(text.encode()[:32].ljust(32, b"\\0"))
for path in Path(settings.STORAGES["default"]["OPTIONS"]["location"]).parent.rglob("*"):
    if path.is_file():
        keys.add(path.read_bytes()[:32].ljust(32, b"\\0"))
opened = []
for contact in Contact.objects.all():
    candidates = []
    for key in keys:
        if len(key) != 32:
            continue
        candidates.append(RecordKey(key))
        for sealed in (contact.key_for_centre, contact.key_for_receipt):
            try:
                candidates.append(RecordKey.opened_by(key, sealed))
            except CannotOpen:
                pass
    for candidate in candidates:
        for open_it in (
            lambda: open_subject(candidate, contact.id, contact.sealed_subject),
            lambda: open_details(candidate, contact.id, contact.sealed_details),
            lambda: [open_body(candidate, message.id, message.sealed_body) for message in contact.messages.all()],
        ):
            try:
                opened.append(str(open_it()))
            except CannotOpen:
                pass
def exists(path):
    try:
        resolve(path)
        return True
    except Resolver404:
        return False
print(json.dumps({
    "contacts": Contact.objects.count(), "keys": len(keys), "opened": opened, "reached": reached,
    "desk": exists("/desk/") or exists("/desk/sign-in/") or exists("/portal/"), "report": exists("/sr/report/"),
}))
"""


def _database_url() -> str:
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    host = quote(str(told["HOST"]), safe="")
    return f"postgres://{told['USER']}@{host}/{told['NAME']}"


def test_arbitrary_python_in_the_public_role_opens_nothing(tmp_path: Path) -> None:
    a_report(text="Ово нико споља не сме да прочита")
    environment = {
        **os.environ,
        "SMARTSAFE_ROLE": "public",
        "SMARTSAFE_DATABASE_URL": _database_url(),
        "SMARTSAFE_DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "smartsafe.project.settings.demo",
    }
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", INTRUDER],
        env=environment, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr[-2000:]
    told = json.loads(ran.stdout.strip().splitlines()[-1])
    assert told["contacts"] == 1
    assert told["keys"] > 100
    assert told["opened"] == []
    assert told["report"]
    assert not told["desk"]
    assert not told["reached"], "The public process loaded vault.keyrings: find out who imports it"
