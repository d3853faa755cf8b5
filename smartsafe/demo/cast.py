"""The people of the demo centre: invited, admitted, put into teams by the actions of administrators and supervisors."""

from dataclasses import dataclass

from smartsafe.audit.actions import SYSTEM
from smartsafe.people import rules
from smartsafe.people.actions import accounts, admission, invitations, setup, teams
from smartsafe.people.actors import Actor
from smartsafe.people.queries import keyring_owner_for
from smartsafe.vault.public_keys import CENTRE, OUTREACH

from .script import Member, Script

PASSWORD = "demo-demo-demo"  # noqa: S105, the demo's published password


@dataclass(frozen=True)
class Cast:
    """Everybody with opened keys, and the recovery key of the demo's vault."""

    by_email: dict[str, Actor]
    recovery_key: str

    def first(self, role: str) -> Actor:
        return next(actor for actor in self.by_email.values() if role in actor.roles)

    def all(self, role: str) -> list[Actor]:
        return [actor for actor in self.by_email.values() if role in actor.roles]

    def officer(self, institution: str) -> Actor:
        return next(actor for actor in self.by_email.values() if actor.institution == institution)


def gather(script: Script) -> Cast:
    """Found the vault, invite everybody, admit whoever works with sealed words."""
    head = next(member for member in script.person if rules.SUPERVISOR in member.roles)
    founded = setup.found(SYSTEM, email=head.email, name=head.name, password=PASSWORD)
    people: dict[str, Actor] = {head.email: founded.person}
    for member in (*script.person, *script.officer):
        if member.email != head.email:
            people[member.email] = _join(founded.person, member)
    administrator = next(actor for actor in people.values() if actor.roles == {rules.ADMINISTRATOR})
    # The one who set everything up is a supervisor from now on and nothing else.
    accounts.set_roles(administrator, person_id=founded.person.id, roles=frozenset(head.roles))
    people[head.email] = setup.member(email=head.email, password=PASSWORD)
    for email, actor in people.items():
        if keyring_owner_for(actor.roles, actor.institution or "") in (CENTRE, OUTREACH) and email != head.email:
            admission.admit(people[head.email], person_id=actor.id)
            people[email] = setup.member(email=email, password=PASSWORD)
    for team in script.team:
        team_id = teams.make_team(administrator, name=team.name)
        members = frozenset(people[email].id for email in team.members)
        teams.change_team(administrator, team_id=team_id, name=team.name, members=members)
    return Cast(people, founded.recovery_key)


def _join(administrator: Actor, member: Member) -> Actor:
    invited = invitations.invite(
        administrator,
        email=member.email,
        name=member.name,
        roles=frozenset(member.roles),
        institution=member.institution,
    )
    return invitations.accept(invitations.invited(invited.token), token=invited.token, password=PASSWORD)
