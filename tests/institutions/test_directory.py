"""The directory follows the profile; an institution is reached only by a key that is one."""

import pyrage
import pytest
from django.core.management import CommandError, call_command

from smartsafe.audit.models import Entry
from smartsafe.errors import NotAllowed
from smartsafe.institutions import queries
from smartsafe.institutions.actions import row_of, set_address, sync_directory
from smartsafe.institutions.errors import NoSuchInstitution, SecretKeyEntered, WrongEmail, WrongRecipient
from smartsafe.institutions.models import Institution
from smartsafe.notifications.models import Notice
from tests.factories.people import a_person, an_officer

pytestmark = pytest.mark.django_db


def test_the_directory_follows_the_profile() -> None:
    Institution.objects.create(code="closed_long_ago", email="old@institution.example")
    Institution.objects.create(code="mpn", active=False)
    changed = sync_directory()
    assert changed == Institution.objects.count()
    assert Institution.objects.filter(active=True).count() == changed - 1
    assert Institution.objects.get(code="closed_long_ago").email == "old@institution.example"
    assert Entry.objects.filter(action="institution.directory_synced").count() == 1


def test_synchronising_twice_changes_and_records_nothing() -> None:
    sync_directory()
    assert sync_directory() == 0
    assert Entry.objects.filter(action="institution.directory_synced").count() == 1


def test_a_row_is_made_when_it_is_first_needed() -> None:
    assert row_of("csr.cacak") == row_of("csr.cacak")
    with pytest.raises(NoSuchInstitution):
        row_of("csr.nowhere")
    assert not Institution.objects.filter(code="csr.nowhere").exists()


def test_an_address_is_set_and_told() -> None:
    supervisor = a_person("supervisor")
    recipient = str(pyrage.x25519.Identity.generate().to_public())
    set_address(supervisor, code="mup_vtk", email=" vtk@mup.example ", age_recipient=f"  {recipient}\n")
    found = queries.institution("mup_vtk")
    assert (found.email, found.age_recipient, found.packages, found.portal) == (
        "vtk@mup.example", recipient, True, False,
    )  # fmt: skip
    assert Entry.objects.filter(action="institution.address_set", object_id="mup_vtk").count() == 1


def test_everybody_who_approves_learns_of_a_new_key_but_not_of_an_address() -> None:
    administrator, supervisor = a_person("administrator", "supervisor"), a_person("supervisor")
    operator = a_person("operator")
    recipient = str(pyrage.x25519.Identity.generate().to_public())
    for email in ("vtk@mup.example", "nov@mup.example"):
        set_address(administrator, code="mup_vtk", email=email, age_recipient=recipient)
    told = Notice.objects.filter(kind="institution.key_set")
    assert told.get(person_id=supervisor.id).object_number == "mup_vtk"
    assert not told.filter(person_id__in=[administrator.id, operator.id]).exists()
    row = Institution.objects.get(pk="mup_vtk")
    assert (row.key_set_by_id, row.key_set_at is None) == (administrator.id, False)


@pytest.mark.parametrize("email", ["nobody", "a@b", "a@b.rs\0", "x" * 300 + "@institution.example", "два@@пример.рс"])
def test_a_wrong_address_is_refused_and_nothing_kept(email: str) -> None:
    with pytest.raises(WrongEmail):
        set_address(a_person("supervisor"), code="mup_vtk", email=email, age_recipient="")
    assert queries.institution("mup_vtk").email == ""


@pytest.mark.parametrize(
    "recipient", ["age1", "age1qqqq", "ssh-ed25519 AAAA", "кључ", "\0", "age1" + "q" * 58, "x" * 100_000]
)
def test_what_is_no_public_key_is_refused(recipient: str) -> None:
    with pytest.raises(WrongRecipient):
        set_address(a_person("supervisor"), code="mup_vtk", email="", age_recipient=recipient)


def test_a_secret_key_is_refused_and_not_repeated() -> None:
    secret = str(pyrage.x25519.Identity.generate())
    with pytest.raises(SecretKeyEntered) as refused:
        set_address(a_person("supervisor"), code="mup_vtk", email="", age_recipient=secret.lower())
    assert secret.lower() not in str(refused.value)


@pytest.mark.parametrize("role", ["operator", "analyst", "editor"])
def test_only_who_manages_institutions_sets_addresses(role: str) -> None:
    with pytest.raises(NotAllowed):
        set_address(a_person(role), code="mup_vtk", email="", age_recipient="")


def test_an_officer_neither_sets_addresses_nor_reads_the_directory() -> None:
    officer = an_officer("mup_vtk")
    with pytest.raises(NotAllowed):
        set_address(officer, code="mup_vtk", email="", age_recipient="")
    with pytest.raises(NotAllowed):
        queries.directory(officer)


def test_the_directory_is_searched_in_either_script_and_says_who_is_reachable() -> None:
    an_officer("csr.cacak")
    analyst = a_person("analyst")
    for typed in ("социјални чачак", "socijalni Čačak", "SOCIJALNI cacak", "social work cacak"):
        assert [found.code for found in queries.directory(analyst, typed=typed)] == ["csr.cacak"]
    assert queries.directory(analyst, typed="čačak", kind="social")[0].portal
    assert not queries.directory(analyst, typed="čačak", kind="health")[0].reachable


def test_the_directory_asks_the_database_a_fixed_number_of_times(django_assert_max_num_queries: object) -> None:
    analyst = a_person("analyst")
    sync_directory()
    with django_assert_max_num_queries(3):  # type: ignore[operator]
        assert len(queries.directory(analyst)) > 300


def test_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("sync_directory")
    call_command("institution", "vjt_vtk", email="office@vjt.example")
    assert "office@vjt.example" in capsys.readouterr().out
    with pytest.raises(CommandError, match="age1"):
        call_command("institution", "vjt_vtk", age_recipient="nonsense")
    with pytest.raises(CommandError, match="nowhere"):
        call_command("institution", "nowhere")
