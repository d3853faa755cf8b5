"""Teams: names for a part of the work, to which people and contacts are assigned."""

from uuid import UUID

from django.db import transaction

from smartsafe.audit.actions import record
from smartsafe.errors import NotFound

from ..actors import Actor
from ..errors import NameMissing, TeamNameTaken
from ..models import Person, Team


def _name(name: str, *, besides: UUID | None = None) -> str:
    name = " ".join(name.split())
    if not name or len(name) > 80 or "\0" in name:
        raise NameMissing("name")
    if Team.objects.filter(name__iexact=name).exclude(id__in=[besides] if besides else []).exists():
        raise TeamNameTaken("name")
    return name


@transaction.atomic
def make_team(actor: Actor, *, name: str) -> UUID:
    """Raises NameMissing, TeamNameTaken."""
    actor.need("people.manage")
    team = Team.objects.create(name=_name(name))
    record(actor, "team.made", "team", team.id)
    return team.id


@transaction.atomic
def change_team(actor: Actor, *, team_id: UUID, name: str, members: frozenset[UUID]) -> None:
    """Replace a team's name and members (staff only). Raises NameMissing, TeamNameTaken, NotFound."""
    actor.need("people.manage")
    team = Team.objects.select_for_update().filter(id=team_id).first()
    if team is None:
        raise NotFound()
    team.name = _name(name, besides=team.id)
    team.save(update_fields=["name"])
    team.members.set(Person.objects.filter(id__in=members, is_active=True, institution=""))
    record(actor, "team.changed", "team", team.id, members=len(members))


@transaction.atomic
def remove_team(actor: Actor, *, team_id: UUID) -> None:
    """Raises NotFound. What was assigned to the team becomes unassigned."""
    actor.need("people.manage")
    team = Team.objects.filter(id=team_id).first()
    if team is None:
        raise NotFound()
    team.delete()
    record(actor, "team.removed", "team", team_id)
