"""The package: opened with the ordinary `age` program and checked with the documented command; tampering is seen."""

import io
import json
import re
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pypdfium2
import pyrage
import pytest
from django.core.files.storage import default_storage

from smartsafe.contacts.answers import AnswerFile
from smartsafe.institutions.models import Institution
from smartsafe.people.actors import Actor
from smartsafe.referrals import actions, packages, rules
from smartsafe.referrals.document import ReferralDocument, schema
from smartsafe.referrals.errors import BadRecipient, Damaged, KeyChanged, NotNow
from smartsafe.referrals.models import Referral
from smartsafe.referrals.queries import contents, match
from tests.factories.cases import a_case
from tests.factories.contacts import a_report
from tests.factories.evidence import an_item
from tests.factories.people import an_officer
from tests.factories.referrals import Cast, a_referral, an_age_key, fill
from tests.house.source import ROOT

HOWTO = ROOT / "docs" / "howto" / "open-a-package.md"
pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(analyst: Actor, supervisor: Actor, officer: Actor) -> Cast:
    return Cast(analyst, supervisor, officer)


@pytest.fixture
def sent(cast: Cast, tmp_path: Path) -> tuple[Referral, Path]:
    """A delivered referral, and a folder with its package and the institution's key file."""
    secret = an_age_key()
    referral = a_referral(rules.DELIVERED, cast=cast, files=2)
    (tmp_path / "key.txt").write_text(f"# created by the institution\n{secret}\n")
    package = b"".join(actions.take_package(cast.officer, referral_id=referral.pk))
    (tmp_path / f"{referral.number}.age").write_bytes(package)
    return referral, tmp_path


def documented_command(number: str) -> str:
    """The one command of the how-to, for this number. Where `age` is missing, pyrage stands in for it."""
    found = re.search(r"^age -d .*$", HOWTO.read_text(), re.MULTILINE)
    assert found
    command = found[0].replace("NKC-P-2026-000123", number)
    if shutil.which("age") is None:
        decrypting = (
            "import pyrage,sys;k=[l for l in open('key.txt').read().split() if l.startswith('AGE-SECRET')][0];"
            "sys.stdout.buffer.write(pyrage.decrypt(open(sys.argv[1],'rb').read(),[pyrage.x25519.Identity.from_str(k)]))"
        )
        command = command.replace("age -d -i key.txt", f'{ROOT}/.venv/bin/python -c "{decrypting}"')
    return f"set -o pipefail; {command}"


def run(command: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, text=True, timeout=60)


def test_one_documented_command_opens_and_checks_it(sent: tuple[Referral, Path]) -> None:
    referral, folder = sent
    done = run(documented_command(referral.number), folder)
    assert done.returncode == 0, done.stderr
    checked = done.stdout.splitlines()
    assert len(checked) == 7
    assert all(line.endswith(": OK") for line in checked)
    bag = folder / referral.number
    assert (bag / "bagit.txt").read_text() == "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    data = json.loads((bag / "data" / "referral.json").read_text())
    told = ReferralDocument.model_validate(data)
    assert told.number == referral.number
    assert [one.file for one in told.evidence] == ["evidence/001.png", "evidence/002.png"]
    for one in told.evidence:
        assert (bag / "data" / one.file).stat().st_size == one.size
    said = "\n".join(
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(bag / "data" / "letter.pdf")
    )
    for one in told.evidence:
        assert one.sha256 in said
    for words in (referral.number, told.approved_by, told.prepared_by, told.subject):
        assert words in said
    assert "НАЦРТ" not in said


def test_a_changed_file_is_seen(sent: tuple[Referral, Path]) -> None:
    referral, folder = sent
    assert run(documented_command(referral.number), folder).returncode == 0
    bag = folder / referral.number
    with (bag / "data" / "referral.json").open("a") as file:
        file.write(" ")
    done = run("sha256sum -c manifest-sha256.txt tagmanifest-sha256.txt", bag)
    assert done.returncode != 0
    assert "data/referral.json: FAILED" in done.stdout


def test_a_changed_manifest_is_seen(sent: tuple[Referral, Path]) -> None:
    referral, folder = sent
    run(documented_command(referral.number), folder)
    bag = folder / referral.number
    (bag / "manifest-sha256.txt").write_text("")
    assert "manifest-sha256.txt: FAILED" in run("sha256sum -c tagmanifest-sha256.txt", bag).stdout


def test_a_package_altered_on_its_way_does_not_open(sent: tuple[Referral, Path]) -> None:
    referral, folder = sent
    package = folder / f"{referral.number}.age"
    altered = bytearray(package.read_bytes())
    altered[-20] ^= 1
    package.write_bytes(altered)
    assert run(documented_command(referral.number), folder).returncode != 0


def test_nobody_else_opens_it(sent: tuple[Referral, Path]) -> None:
    referral, folder = sent
    package = (folder / f"{referral.number}.age").read_bytes()
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(package, [pyrage.x25519.Identity.generate()])
    assert b"referral.json" not in package


def test_what_was_sent_is_known_by_its_hash(sent: tuple[Referral, Path], cast: Cast) -> None:
    referral, folder = sent
    run(documented_command(referral.number), folder)
    bag = folder / referral.number
    for path, what in (
        (folder / f"{referral.number}.age", "package"),
        (bag / "manifest-sha256.txt", "manifest"),
        (bag / "data" / "letter.pdf", "letter"),
    ):
        digest = run(f"sha256sum {path}", folder).stdout.split()[0]
        found = match(cast.officer, f" {digest.upper()} ")
        assert found
        assert (found.number, found.what) == (referral.number, what)
        assert match(an_officer("mpn"), digest) is None
    for nonsense in ("", "zz", "0" * 64, "0" * 63, "\x00", "๑" * 64):
        assert match(cast.officer, nonsense) is None


def test_the_package_leaves_the_store_with_a_withdrawal(
    sent: tuple[Referral, Path], cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    name = sent[0].package_name
    assert default_storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        actions.withdraw(cast.analyst, referral_id=sent[0].pk, text="Повучено.")
    assert not default_storage.exists(name)


def test_a_delivery_that_fails_leaves_no_package_behind(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    an_age_key()
    referral = a_referral(rules.APPROVED, cast=cast)
    stored: list[str] = []
    real = packages.store

    def spying(*given: Any) -> tuple[str, str]:
        made = real(*given)
        stored.append(made[0])
        Referral.objects.filter(pk=referral.pk).update(version=99)  # somebody was faster
        return made

    monkeypatch.setattr(packages, "store", spying)
    with pytest.raises(NotNow):
        actions.deliver(cast.analyst, referral_id=referral.pk)
    assert stored
    assert not default_storage.exists(stored[0])


def test_a_key_that_changed_after_the_approval_is_not_used(cast: Cast) -> None:
    an_age_key()
    referral = a_referral(rules.APPROVED, cast=cast)
    an_age_key()  # another one
    with pytest.raises(KeyChanged):
        actions.deliver(cast.analyst, referral_id=referral.pk)
    referral.refresh_from_db()
    assert (referral.status, referral.package_name) == (rules.APPROVED, "")
    actions.return_for_changes(cast.supervisor, referral_id=referral.pk, text="Нов кључ.")
    referral.refresh_from_db()
    actions.send_for_approval(cast.analyst, referral_id=referral.pk, version=referral.version)
    referral.refresh_from_db()
    actions.approve(cast.supervisor, referral_id=referral.pk, version=referral.version)
    assert actions.deliver(cast.analyst, referral_id=referral.pk).package_name


def test_a_key_that_changes_while_the_package_is_made_is_noticed(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    an_age_key()
    referral = a_referral(rules.APPROVED, cast=cast)
    stored: list[str] = []
    real = packages.store

    def slow(*given: Any) -> tuple[str, str]:
        made = real(*given)
        stored.append(made[0])
        an_age_key()  # another one
        return made

    monkeypatch.setattr(packages, "store", slow)
    with pytest.raises(KeyChanged):
        actions.deliver(cast.analyst, referral_id=referral.pk)
    referral.refresh_from_db()
    assert (referral.status, referral.package_name) == (rules.APPROVED, "")
    assert not default_storage.exists(stored[0])


def test_a_broken_key_of_the_institution_says_what_to_do(cast: Cast) -> None:
    referral = a_referral(rules.APPROVED, cast=cast)
    Institution.objects.filter(pk="mup_vtk").update(age_recipient="age1nonsense")
    with pytest.raises(BadRecipient, match="age"):
        actions.deliver(cast.analyst, referral_id=referral.pk)


def test_evidence_that_is_not_what_it_was_is_not_sent() -> None:
    to = packages.recipient(str(pyrage.x25519.Identity.generate().to_public()), "x")
    bad = packages.Enclosed("evidence/001.png", 3, "0" * 64, lambda: [b"abc"])
    with pytest.raises(Damaged, match=r"001\.png"):
        packages.store(packages.Bag("N-1", datetime(2026, 11, 23, tzinfo=UTC), "о", "", [bad]), to)


def test_large_evidence_streams_through() -> None:
    """Forty megabytes of pieces; the tar is well formed and nothing is held together in one piece."""
    import hashlib

    piece = b"x" * 65536
    count = 640

    def pieces() -> Iterator[bytes]:
        yield from (piece for _ in range(count))

    digest = hashlib.sha256()
    for _ in range(count):
        digest.update(piece)
    identity = pyrage.x25519.Identity.generate()
    one = packages.Enclosed("evidence/001.bin", count * len(piece), digest.hexdigest(), pieces)
    bag = packages.Bag("N-1", datetime(2026, 11, 23, tzinfo=UTC), "Центар\nса редом", "", [one])
    name, _ = packages.store(bag, packages.recipient(str(identity.to_public()), "x"))
    plain = pyrage.decrypt(b"".join(packages.pieces(name)), [identity])
    with tarfile.open(fileobj=io.BytesIO(plain)) as tar:
        assert tar.getmember("N-1/data/evidence/001.bin").size == count * len(piece)
        info = tar.extractfile("N-1/bag-info.txt")
        assert info
        assert "Source-Organization: Центар са редом\n" in info.read().decode()


@pytest.mark.parametrize("name", ["../../etc/passwd", "\u202egpj.exe", "а/б\\в:г.png", "😀.png", "x" * 200 + ".png"])
def test_names_that_came_in_never_become_paths(name: str, cast: Cast) -> None:
    item, key = an_item(name)
    contact = a_report(files=[AnswerFile(item.pk, key)])[1]
    case = a_case(cast.analyst, contact_ids=[contact.pk])
    made = fill(cast.analyst, actions.prepare(cast.analyst, case_id=case.pk, institution="mup_vtk"))
    told = contents(cast.analyst, made.pk).document.evidence
    assert [one.file for one in told] == ["evidence/001.png"]


def test_the_published_schema_is_the_one_in_use() -> None:
    path = ROOT / "docs" / "schemas" / "referral.schema.json"
    made = json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
    assert path.read_text() == made, (
        "Write it anew: python -c 'import json; from smartsafe.referrals.document import schema;"
        " print(json.dumps(schema(), ensure_ascii=False, indent=2))' > docs/schemas/referral.schema.json"
    )
