"""What can be asked about people. Opens nothing, so that every module above may ask."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from smartsafe import clock
from smartsafe.errors import NotFound
from smartsafe.vault import queries as vault
from smartsafe.vault.public_keys import CENTRE, OUTREACH, institution_owner

from .actors import Actor
from .models import Invitation, Person, SignIn, Team
from .rules import CAPABILITIES, SIGN_IN_IDLE, SIGN_IN_LASTS, needs_centre_keyring, needs_outreach_keyring


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person as pages show them. `admitted`: member of the keyring that their roles need."""

    id: UUID
    name: str
    email: str
    language: str
    roles: tuple[str, ...]
    institution: str
    teams: tuple[str, ...]
    active: bool
    joined_at: datetime
    left_at: datetime | None
    invited_until: datetime | None
    has_key: bool
    needs_keyring: bool
    admitted: bool

    @property
    def waits_for_admission(self) -> bool:
        return self.active and self.has_key and self.needs_keyring and not self.admitted


def actor_of(person: Person) -> Actor:
    """The person as an actor without opened keyrings."""
    roles = frozenset(held.role for held in person.roles_held.all())
    return Actor(id=person.id, name=person.name, roles=roles, institution=person.institution)


def keyring_owner_for(roles: frozenset[str], institution: str) -> str:
    """The keyring that these roles need: the centre's, the educators', the institution's, or "" for none."""
    if institution:
        return institution_owner(institution)
    if needs_centre_keyring(roles):
        return CENTRE
    return OUTREACH if needs_outreach_keyring(roles) else ""


def names(person_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Names by id, in one query; unknown ids are left out."""
    wanted = {person_id for person_id in person_ids if person_id is not None}
    return dict(Person.objects.filter(id__in=wanted).values_list("id", "name")) if wanted else {}


def name_of(person_id: UUID | None) -> str:
    """The name, or "" for nobody."""
    return names([person_id]).get(person_id, "") if person_id else ""


def people_who_may(capability: str) -> list[tuple[UUID, str]]:
    """Active people whose roles give the capability: (id, name), by name."""
    found = Person.objects.filter(is_active=True, roles_held__role__in=CAPABILITIES[capability])
    return list(found.distinct().order_by("name", "id").values_list("id", "name"))


def officers_of(institution: str) -> list[tuple[UUID, str]]:
    """Active officers of an institution: (id, name), by name."""
    found = Person.objects.filter(is_active=True, institution=institution, roles_held__role="officer")
    return list(found.order_by("name", "id").values_list("id", "name"))


def contact_details(person_ids: Iterable[UUID]) -> list[tuple[UUID, str, str]]:
    """(id, e-mail address, language) of active people, for notifications."""
    found = Person.objects.filter(id__in=list(person_ids), is_active=True)
    return list(found.values_list("id", "email", "language"))


def teams() -> list[tuple[UUID, str]]:
    """Every team: (id, name), by name."""
    return list(Team.objects.order_by("name").values_list("id", "name"))


def members_of(team_id: UUID) -> list[UUID]:
    """Active members of a team."""
    found = Person.objects.filter(teams=team_id, is_active=True)
    return list(found.order_by("name", "id").values_list("id", flat=True))


def teams_of(person_id: UUID) -> list[UUID]:
    return list(Team.objects.filter(members=person_id).values_list("id", flat=True))


def teams_with_members(viewer: Actor) -> list[tuple[UUID, str, list[tuple[UUID, str]]]]:
    """(id, name, members as (id, name)) of every team."""
    viewer.need("people.see")
    found = Team.objects.prefetch_related("members").order_by("name")
    return [
        (team.id, team.name, sorted(((p.id, p.name) for p in team.members.all()), key=lambda pair: pair[1]))
        for team in found
    ]


def _views(people: "QuerySet[Person]") -> list[PersonView]:
    people = people.prefetch_related("roles_held", "teams").select_related("invitation")
    rows = list(people)
    have_keys = vault.have_keys([person.id for person in rows])
    members: dict[str, set[UUID]] = {}
    views = []
    for person in rows:
        roles = tuple(sorted(held.role for held in person.roles_held.all()))
        owner = keyring_owner_for(frozenset(roles), person.institution)
        if owner and owner not in members:
            members[owner] = vault.member_ids(owner)
        invitation: Invitation | None = getattr(person, "invitation", None)
        views.append(
            PersonView(
                id=person.id, name=person.name, email=person.email, language=person.language, roles=roles,
                institution=person.institution, teams=tuple(sorted(team.name for team in person.teams.all())),
                active=person.is_active, joined_at=person.joined_at, left_at=person.left_at,
                invited_until=invitation.expires_at if invitation else None, has_key=person.id in have_keys,
                needs_keyring=bool(owner), admitted=bool(owner) and person.id in members[owner],
            )
        )  # fmt: skip
    return views


def people(viewer: Actor, *, search: str = "", role: str = "", state: str = "active") -> list[PersonView]:
    """Everybody with an account, by name. `state`: active, left, invited, waiting (for admission) or all."""
    viewer.need("people.see")
    found = Person.objects.order_by("name", "id")
    if search:
        found = found.filter(name__icontains=search) | found.filter(email__icontains=search)
    if role:
        found = found.filter(roles_held__role=role)
    if state in ("active", "waiting"):
        found = found.filter(is_active=True)
    elif state == "left":
        found = found.filter(is_active=False)
    elif state == "invited":
        found = found.filter(invitation__isnull=False)
    views = _views(found.distinct())
    return [view for view in views if view.waits_for_admission] if state == "waiting" else views


def person_for(viewer: Actor, person_id: UUID) -> PersonView:
    """One person. Raises NotFound."""
    if viewer.id != person_id:
        viewer.need("people.see")
    views = _views(Person.objects.filter(id=person_id))
    if not views:
        raise NotFound()
    return views[0]


def keyring_members(viewer: Actor) -> list[tuple[PersonView, datetime]]:
    """Members of the viewer's own keyring (the centre's, or the officer's institution's) and since when."""
    viewer.need("portal" if viewer.institution else "people.admit")
    if viewer.institution:
        since = vault.admitted_at(institution_owner(viewer.institution))
    else:
        since = vault.admitted_at(OUTREACH) | vault.admitted_at(CENTRE)
    return [(view, since[view.id]) for view in _views(Person.objects.filter(id__in=since).order_by("name", "id"))]


def waiting_for_admission(viewer: Actor) -> list[PersonView]:
    """Whom the viewer may admit now: staff for the centre's members, fellow officers for an officer."""
    viewer.need("portal" if viewer.institution else "people.admit")
    found = Person.objects.filter(is_active=True, institution=viewer.institution).order_by("name", "id")
    return [view for view in _views(found) if view.waits_for_admission]


def people_who_may_admit(institution: str = "") -> list[UUID]:
    """Members of the keyring who may admit to it: supervisors to the centre's, fellow officers to the institution's."""
    may = officers_of(institution) if institution else people_who_may("people.admit")
    members = vault.member_ids(institution_owner(institution) if institution else CENTRE)
    return [person_id for person_id, _ in may if person_id in members]


def everybody_waiting() -> list[PersonView]:
    """Everybody who waits for admission to any keyring; for the command on the machine."""
    return [
        view for view in _views(Person.objects.filter(is_active=True).order_by("email")) if view.waits_for_admission
    ]


def sign_ins(viewer: Actor) -> list[tuple[UUID, datetime, datetime]]:
    """Where the viewer is signed in: (id, since, last seen), newest first."""
    now = clock.now()
    found = SignIn.objects.filter(person_id=viewer.id, at__gt=now - SIGN_IN_LASTS, seen_at__gt=now - SIGN_IN_IDLE)
    return list(found.order_by("-seen_at").values_list("id", "at", "seen_at"))
