"""A link that works once, for a while, for one person."""

from datetime import timedelta

import pytest

from smartsafe import clock
from smartsafe.audit.models import Entry
from smartsafe.errors import NotAllowed
from smartsafe.people.actions import accounts, invitations
from smartsafe.people.actors import Actor
from smartsafe.people.errors import EmailTaken, InvitationNotValid, OwnRoles, PasswordTooWeak, RolesDoNotFit, WrongEmail
from smartsafe.people.models import Invitation, Person
from smartsafe.vault.keyrings import WrongPassword, open_person_key
from tests.factories.people import PASSWORD, a_person, an_invited, is_member, person_of, the_founder

pytestmark = pytest.mark.django_db


def accept(token: str, password: str = PASSWORD) -> Actor:
    return invitations.accept(invitations.invited(token), token=token, password=password)


def test_only_administrators_invite(operator: Actor, supervisor: Actor) -> None:
    for actor in (operator, supervisor):
        with pytest.raises(NotAllowed):
            invitations.invite(actor, email="x@y.example", name="X", roles=frozenset({"operator"}))


def test_a_link_works_once(vault: str) -> None:
    invited = an_invited("operator")
    actor = invitations.invited(invited.token)
    invitations.accept(actor, token=invited.token, password=PASSWORD)
    with pytest.raises(InvitationNotValid):
        invitations.accept(actor, token=invited.token, password="another-fine-word-3")
    assert person_of(actor).check_password(PASSWORD)


def test_a_link_expires(vault: str) -> None:
    invited = an_invited("operator")
    actor = invitations.invited(invited.token)
    with clock.at(clock.now() + invitations.VALID_FOR + timedelta(seconds=1)):
        with pytest.raises(InvitationNotValid):
            invitations.invited(invited.token)
        with pytest.raises(InvitationNotValid):
            invitations.accept(actor, token=invited.token, password=PASSWORD)


def test_a_link_is_for_one_person(operator: Actor) -> None:
    invited = an_invited("supervisor")
    with pytest.raises(InvitationNotValid):
        invitations.accept(operator, token=invited.token, password=PASSWORD)


@pytest.mark.parametrize("token", ["", "x", "ћ", "a\x00b", "x" * 10_000])
def test_a_made_up_link_is_nothing(vault: str, token: str) -> None:
    with pytest.raises(InvitationNotValid):
        invitations.invited(token)


def test_the_token_is_kept_nowhere(vault: str) -> None:
    invited = an_invited("operator")
    assert invited.token not in repr(invited)
    assert invited.token.encode() not in bytes(Invitation.objects.get(person_id=invited.person_id).token_hash)
    assert invited.token not in str(list(Entry.objects.values_list("details", flat=True)))


def test_a_newer_invitation_ends_the_older_one(vault: str) -> None:
    invited = an_invited("operator")
    newer = invitations.invite_again(the_founder(), person_id=invited.person_id)
    with pytest.raises(InvitationNotValid):
        accept(invited.token)
    assert accept(newer.token)


def test_a_weak_password_keeps_the_invitation(vault: str) -> None:
    invited = an_invited("operator")
    for weak in ("short", "", Person.objects.get(id=invited.person_id).email):
        with pytest.raises(PasswordTooWeak):
            accept(invited.token, weak)
    assert accept(invited.token)


def test_a_forgotten_password_means_a_new_key_and_a_new_admission(operator: Actor) -> None:
    again = invitations.invite_again(the_founder(), person_id=operator.id)
    assert is_member(operator)
    fresh = accept(again.token, "quiet-rivers-run-9")
    assert not is_member(operator)
    assert "centre" not in fresh.opened()
    with pytest.raises(WrongPassword):
        open_person_key(operator.id, PASSWORD)


def test_an_administrator_who_takes_an_account_over_opens_nothing(administrator: Actor, operator: Actor) -> None:
    stolen = accept(invitations.invite_again(administrator, person_id=operator.id).token)
    assert stolen.may("contacts.see")
    assert "centre" not in stolen.opened()


def test_nobody_makes_an_invitation_for_themselves(administrator: Actor) -> None:
    with pytest.raises(OwnRoles):
        invitations.invite_again(administrator, person_id=administrator.id)


def test_an_ended_account_cannot_accept(administrator: Actor) -> None:
    invited = an_invited("operator")
    accounts.deactivate(administrator, person_id=invited.person_id)
    with pytest.raises(InvitationNotValid):
        invitations.invited(invited.token)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"email": "nobody"}, WrongEmail), ({"email": "a@b@c"}, WrongEmail), ({"roles": frozenset()}, RolesDoNotFit),
        ({"roles": frozenset({"officer"})}, RolesDoNotFit), ({"institution": "mup_vtk"}, RolesDoNotFit),
        ({"roles": frozenset({"officer", "operator"}), "institution": "mup_vtk"}, RolesDoNotFit),
        ({"roles": frozenset({"king"})}, RolesDoNotFit), ({"email": "FOUNDER@centre.example"}, EmailTaken),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(vault: str, change: dict[str, object], error: type[Exception]) -> None:
    given = {"email": "x@y.example", "name": "X", "roles": frozenset({"operator"}), **change}
    with pytest.raises(error):
        invitations.invite(the_founder(), **given)  # type: ignore[arg-type]


def test_every_step_is_one_entry(vault: str) -> None:
    before = Entry.objects.count()
    person = a_person("operator")
    actions = list(Entry.objects.filter(sequence__gt=before, object_id=str(person.id)).values_list("action", flat=True))
    assert actions == ["person.invited", "person.accepted_invitation", "person.admitted"]
