"""`vault setup`, `status`, `admit`, `recover`: what an administrator does at two in the morning."""

import io
import re

import pytest
from django.core.management import CommandError, call_command

from smartsafe.people.actions import accounts, invitations
from smartsafe.people.actors import Actor
from smartsafe.people.models import Person
from tests.factories.people import (
    FOUNDER,
    PASSWORD,
    a_person,
    a_vault,
    an_officer,
    is_member,
    opened,
    person_of,
    the_founder,
)

pytestmark = pytest.mark.django_db


def run(*words: str, typed: str = "", monkeypatch: pytest.MonkeyPatch) -> str:
    out = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.StringIO(typed + "\n"))
    call_command("vault", *words, stdout=out)
    return out.getvalue()


def test_set_up_shows_the_recovery_key_once(monkeypatch: pytest.MonkeyPatch) -> None:
    words = ("setup", "--email", "first@centre.example", "--name", "First", "--password-stdin")
    shown = run(*words, typed=PASSWORD, monkeypatch=monkeypatch)
    key = re.search(r"(?:[0-9A-Z]{5}-){12}[0-9A-Z]{5}", shown)
    assert key
    first = opened(Person.objects.get(email="first@centre.example"))
    assert first.may("people.admit")
    assert first.may("people.manage")
    assert "centre" in first.opened()
    with pytest.raises(CommandError, match="already"):
        run(*words, typed=PASSWORD, monkeypatch=monkeypatch)


@pytest.mark.parametrize(("email", "password"), [("no address", PASSWORD), ("a@b.example", "short"), ("", "")])
def test_set_up_refuses_bad_answers_and_leaves_nothing(
    email: str, password: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builtins.input", lambda _prompt: "")
    with pytest.raises(CommandError):
        run("setup", "--email", email, "--name", "First", "--password-stdin", typed=password, monkeypatch=monkeypatch)
    assert not Person.objects.exists()
    assert "not been set up" in run("status", monkeypatch=monkeypatch)


def test_status_tells_who_waits(vault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = a_person("operator", admitted=False)
    shown = run("status", monkeypatch=monkeypatch)
    assert "centre: 1 members" in shown
    assert f"waits for admission: {person_of(waiting).email}" in shown


def test_a_member_admits_by_command(vault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = a_person("operator", admitted=False)
    words = ("admit", "--by", FOUNDER, "--person", person_of(waiting).email, "--password-stdin")
    with pytest.raises(CommandError, match="password"):
        run(*words, typed="wrong", monkeypatch=monkeypatch)
    run(*words, typed=PASSWORD, monkeypatch=monkeypatch)
    assert is_member(waiting)


def test_an_administrator_cannot_admit_by_command(administrator: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = a_person("operator", admitted=False)
    words = ("admit", "--by", person_of(administrator).email, "--person", person_of(waiting).email, "--password-stdin")
    with pytest.raises(CommandError):
        run(*words, typed=PASSWORD, monkeypatch=monkeypatch)


def test_the_recovery_key_brings_the_last_member_back(vault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    administrator = a_person("administrator")
    forgetful = the_founder()
    invited = invitations.invite_again(administrator, person_id=forgetful.id)
    invitations.accept(invitations.invited(invited.token), token=invited.token, password=PASSWORD)
    assert not is_member(forgetful)
    words = ("recover", "--person", FOUNDER, "--key-stdin")
    with pytest.raises(CommandError, match="group 1"):
        run(*words, typed="XXXXX-" + vault[6:], monkeypatch=monkeypatch)
    run(*words, typed=vault.lower(), monkeypatch=monkeypatch)
    assert "centre" in opened(person_of(forgetful)).opened()


def test_another_recovery_key_is_refused(vault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from smartsafe.vault.recovery_key import written

    waiting = a_person("operator", admitted=False)
    with pytest.raises(CommandError, match="not the recovery key"):
        run(
            "recover",
            "--person",
            person_of(waiting).email,
            "--key-stdin",
            typed=written(bytes(32)),
            monkeypatch=monkeypatch,
        )
    assert not is_member(waiting)


def test_an_institution_is_recovered_too(vault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    an_officer("mup_vtk")
    second = an_officer("mup_vtk", admitted=False)
    shown = run("recover", "--person", person_of(second).email, "--key-stdin", typed=a_vault(), monkeypatch=monkeypatch)
    assert "institution:mup_vtk" in shown
    assert is_member(second, "institution:mup_vtk")


def test_who_needs_no_keyring_cannot_be_recovered(
    administrator: Actor, vault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    email = person_of(administrator).email
    with pytest.raises(CommandError):
        run("recover", "--person", email, "--key-stdin", typed=vault, monkeypatch=monkeypatch)
    accounts.set_roles(the_founder(), person_id=administrator.id, roles=frozenset({"editor"}))
