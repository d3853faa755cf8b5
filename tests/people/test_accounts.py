"""Roles, ends and beginnings of accounts, and who may never do what."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from smartsafe.errors import NotAllowed, NotFound
from smartsafe.identifiers import new_id
from smartsafe.people import queries
from smartsafe.people.actions import accounts, admission, teams
from smartsafe.people.actors import Actor, Locked
from smartsafe.people.errors import LastMember, NotReadyForAdmission, OwnRoles
from smartsafe.people.rules import CAPABILITIES, ROLE_NAMES, ROLES, may
from smartsafe.vault.keyrings import NotAMember
from smartsafe.vault.public_keys import public_key_of
from smartsafe.vault.sealing import CannotOpen, RecordKey
from tests.factories.people import a_person, an_invited, an_officer, is_member, opened, person_of, the_founder

pytestmark = pytest.mark.django_db


def test_every_role_has_a_name_and_does_something() -> None:
    assert set(ROLE_NAMES) == set(ROLES)
    assert {role for roles in CAPABILITIES.values() for role in roles} == set(ROLES)
    with pytest.raises(KeyError):
        may(frozenset({"operator"}), "contact.see")


def test_an_administrator_cannot_read_what_was_sealed(administrator: Actor) -> None:
    sealed = RecordKey.new().sealed_to(public_key_of("centre"))
    assert not administrator.may("contacts.see")
    with pytest.raises(NotAMember):
        administrator.open(sealed)
    with pytest.raises(NotReadyForAdmission):
        admission.admit(the_founder(), person_id=administrator.id)


def test_an_administrator_cannot_let_themselves_in(administrator: Actor) -> None:
    with pytest.raises(OwnRoles):
        accounts.set_roles(administrator, person_id=administrator.id, roles=frozenset({"supervisor"}))
    with pytest.raises(NotAllowed):
        admission.admit(administrator, person_id=administrator.id)
    accomplice = a_person("operator", admitted=False)
    accounts.set_roles(administrator, person_id=accomplice.id, roles=frozenset({"supervisor"}))
    with pytest.raises(NotAMember):
        admission.admit(opened(person_of(accomplice)), person_id=accomplice.id)


def test_a_locked_supervisor_cannot_admit(supervisor: Actor) -> None:
    waiting = a_person("operator", admitted=False)
    with pytest.raises(Locked):
        admission.admit(queries.actor_of(person_of(supervisor)), person_id=waiting.id)


def test_who_has_not_accepted_cannot_be_admitted(supervisor: Actor) -> None:
    invited = an_invited("operator")
    with pytest.raises(NotReadyForAdmission):
        admission.admit(supervisor, person_id=invited.person_id)
    with pytest.raises(NotFound):
        admission.admit(supervisor, person_id=new_id())


def test_officers_and_staff_stay_apart(supervisor: Actor, officer: Actor) -> None:
    stranger = an_officer("vjt_vtk")
    for actor, target in ((supervisor, officer), (officer, supervisor), (officer, stranger)):
        with pytest.raises(NotFound):
            admission.admit(actor, person_id=target.id)
    sealed = RecordKey.new().sealed_to(public_key_of("institution:mup_vtk"))
    assert officer.open(sealed, "institution:mup_vtk")
    for other in (supervisor, stranger):
        with pytest.raises(NotAMember):
            other.open(sealed, "institution:mup_vtk")
    with pytest.raises(CannotOpen):
        stranger.open(sealed, "institution:vjt_vtk")


def test_a_second_officer_waits_for_a_fellow(officer: Actor) -> None:
    second = an_officer("mup_vtk", admitted=False)
    assert [view.id for view in queries.waiting_for_admission(officer)] == [second.id]
    admission.admit(officer, person_id=second.id)
    assert "institution:mup_vtk" in opened(person_of(second)).opened()
    assert {view.id for view, _since in queries.keyring_members(officer)} == {officer.id, second.id}


def test_a_role_that_needs_no_keyring_leaves_it(operator: Actor, administrator: Actor) -> None:
    accounts.set_roles(administrator, person_id=operator.id, roles=frozenset({"editor"}))
    assert not is_member(operator)


def test_the_last_member_keeps_the_role(administrator: Actor) -> None:
    founder = the_founder()
    for act in (
        lambda: accounts.set_roles(administrator, person_id=founder.id, roles=frozenset({"editor"})),
        lambda: accounts.deactivate(administrator, person_id=founder.id),
        lambda: admission.expel(founder, person_id=founder.id),
    ):
        with pytest.raises(LastMember):
            act()
    assert is_member(founder)
    assert queries.person_for(administrator, founder.id).roles == ("administrator", "supervisor")


def test_there_is_always_an_administrator(administrator: Actor, supervisor: Actor) -> None:
    founder = the_founder()
    accounts.set_roles(administrator, person_id=founder.id, roles=frozenset({"supervisor"}))
    for act in (accounts.deactivate, accounts.reset_second_factor):
        with pytest.raises(OwnRoles):
            act(administrator, person_id=administrator.id)
    with pytest.raises(NotAllowed):
        accounts.deactivate(opened(person_of(founder)), person_id=administrator.id)


def test_an_ended_account_has_nothing_left(operator: Actor, administrator: Actor) -> None:
    accounts.deactivate(administrator, person_id=operator.id)
    view = queries.person_for(administrator, operator.id)
    assert not view.active
    assert not view.admitted
    assert view.left_at
    assert (operator.id, operator.name) not in queries.people_who_may("contacts.see")
    accounts.reactivate(administrator, person_id=operator.id)
    assert queries.person_for(administrator, operator.id).waits_for_admission


def test_only_administrators_manage(operator: Actor, supervisor: Actor) -> None:
    for actor in (operator, supervisor):
        for act in (accounts.deactivate, accounts.reactivate, accounts.reset_second_factor):
            with pytest.raises(NotAllowed):
                act(actor, person_id=the_founder().id)
        with pytest.raises(NotAllowed):
            accounts.set_roles(actor, person_id=the_founder().id, roles=frozenset({"operator"}))
        with pytest.raises(NotAllowed):
            teams.make_team(actor, name="X")


def test_what_is_asked_about_people(operator: Actor, analyst: Actor, officer: Actor, supervisor: Actor) -> None:
    assert queries.names([operator.id, None, new_id()]) == {operator.id: operator.name}
    assert queries.name_of(operator.id) == operator.name
    assert queries.name_of(None) == ""
    assert (officer.id, officer.name) in queries.officers_of("mup_vtk")
    assert (operator.id, operator.name) in queries.people_who_may("contacts.see")
    assert all(person_id != officer.id for person_id, _ in queries.people_who_may("contacts.see"))
    assert queries.contact_details([operator.id])[0][0] == operator.id
    assert [view.id for view in queries.people(supervisor, role="analyst")] == [analyst.id]
    with pytest.raises(NotAllowed):
        queries.people(operator)
    with pytest.raises(NotAllowed):
        queries.person_for(operator, analyst.id)
    with pytest.raises(NotFound):
        queries.person_for(supervisor, new_id())


def test_teams_hold_staff_only(administrator: Actor, operator: Actor, officer: Actor) -> None:
    team_id = teams.make_team(administrator, name="  Evening   shift ")
    teams.change_team(administrator, team_id=team_id, name="Evening", members=frozenset({operator.id, officer.id}))
    assert queries.teams() == [(team_id, "Evening")]
    assert queries.teams_of(operator.id) == [team_id]
    assert queries.teams_of(officer.id) == []
    teams.remove_team(administrator, team_id=team_id)
    with pytest.raises(NotFound):
        teams.remove_team(administrator, team_id=team_id)


def test_the_last_one_is_counted_under_a_lock(administrator: Actor, operator: Actor) -> None:
    other = a_person("administrator", "supervisor")
    with CaptureQueriesContext(connection) as caught:
        accounts.deactivate(administrator, person_id=other.id)
    asked = [query["sql"] for query in caught]
    for table, counted in (("people_roleheld", "INNER JOIN"), ("vault_keyring", "vault_membership")):
        lock = next(n for n, sql in enumerate(asked) if f'FROM "{table}"' in sql and "JOIN" not in sql and "id" in sql)
        count = next(n for n, sql in enumerate(asked) if n > lock and table in sql and counted in sql)
        assert lock < count
    if connection.vendor == "postgresql":
        for table in ("people_roleheld", "vault_keyring"):
            assert any(f'FROM "{table}"' in sql and "FOR UPDATE" in sql for sql in asked)
