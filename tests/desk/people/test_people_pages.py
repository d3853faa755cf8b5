"""Pages for accounts: inviting, admitting, roles, teams, one's own settings."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from smartsafe.people import queries
from smartsafe.people.actions import teams
from smartsafe.people.actors import Actor
from smartsafe.people.models import Person
from tests.factories.people import PASSWORD, a_person, is_member, person_of, the_founder
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Actor], Client]


@pytest.mark.parametrize("page", ["people/", "people/invite/", "people/teams/", "people/admissions/", "me/", "audit/"])
def test_the_founder_reaches_every_page(vault: str, client_of: ClientOf, page: str) -> None:
    answer = client_of(the_founder()).get(f"/desk/{page}")
    assert answer.status_code == 200
    assert b"<h1>" in answer.content


@pytest.mark.parametrize(
    ("role", "page", "status"),
    [
        ("operator", "people/", 403), ("operator", "people/invite/", 403), ("operator", "audit/", 403),
        ("operator", "me/", 200), ("operator", "people/admissions/", 403),
        ("supervisor", "people/", 200), ("supervisor", "people/invite/", 403),
        ("supervisor", "people/admissions/", 200),
        ("administrator", "people/", 200), ("administrator", "people/invite/", 200),
        ("administrator", "people/admissions/", 403), ("administrator", "audit/", 200), ("editor", "people/", 403),
    ],
)  # fmt: skip
def test_who_reaches_what(vault: str, client_of: ClientOf, role: str, page: str, status: int) -> None:
    assert client_of(a_person(role)).get(f"/desk/{page}").status_code == status


def test_from_invitation_to_admission(administrator: Actor, supervisor: Actor, client_of: ClientOf) -> None:
    invite = {"name": "Нова колегиница", "email": "new@centre.example", "language": "sr", "roles": ["operator"]}
    page = client_of(administrator).post("/desk/people/invite/", invite)
    link = re.search(r"http://testserver(/desk/invitation/[^<\s]+)", page.content.decode())
    assert link
    newcomer = Client()
    opened = newcomer.get(link[1])
    assert opened["Location"] == "/desk/invitation/"
    assert newcomer.get("/desk/invitation/").status_code == 200
    weak = newcomer.post("/desk/invitation/", {"password": "password", "again": "password"})
    assert weak.context["form"].errors["password"]
    differ = newcomer.post("/desk/invitation/", {"password": PASSWORD, "again": "other"})
    assert differ.context["form"].errors["again"]
    done = newcomer.post("/desk/invitation/", {"password": PASSWORD, "again": PASSWORD})
    assert done.status_code == 200
    person = Person.objects.get(email="new@centre.example")
    assert newcomer.get(link[1], follow=True).status_code == 404
    assert sign_in(newcomer, person).status_code == 302
    boss = client_of(supervisor)
    assert "Нова колегиница" in boss.get("/desk/people/admissions/").content.decode()
    boss.post(f"/desk/people/{person.id}/admit/", {"back": "admissions"})
    assert is_member(queries.actor_of(person))


def test_an_invitation_is_not_accepted_by_somebody_else_who_is_signed_in(
    administrator: Actor, operator: Actor, client_of: ClientOf
) -> None:
    invite = {"name": "New", "email": "new@centre.example", "language": "sr", "roles": ["operator"]}
    page = client_of(administrator).post("/desk/people/invite/", invite).content.decode()
    link = re.search(r"http://testserver(/desk/invitation/[^<\s]+)", page)
    assert link
    client = client_of(operator)
    client.get(link[1])
    answer = client.post("/desk/invitation/", {"password": PASSWORD, "again": PASSWORD})
    assert "New" in answer.content.decode()
    assert not Person.objects.get(email="new@centre.example").has_usable_password()


@pytest.mark.parametrize(
    "change",
    [
        {"email": "not an address"}, {"email": ""}, {"name": ""}, {"name": "x" * 121}, {"name": "a\x00b"},
        {"roles": []}, {"roles": ["officer"]}, {"roles": ["operator", "officer"], "institution": "mup_vtk"},
        {"roles": ["king"]}, {"institution": "nowhere"}, {"language": "xx"}, {"name": "x" * 1_000_000},
    ],
)  # fmt: skip
def test_a_bad_invitation_ends_in_a_sentence_and_keeps_what_was_typed(
    administrator: Actor, client_of: ClientOf, change: dict[str, object]
) -> None:
    given = {"name": "Мира 👩‍🚒", "email": "mira@centre.example", "language": "sr", "roles": ["operator"], **change}
    answer = client_of(administrator).post("/desk/people/invite/", given)
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert str(given["name"])[:100].replace("\x00", "") in answer.content.decode().replace("\x00", "")
    assert not Person.objects.filter(email="mira@centre.example").exists()


def test_the_same_address_twice_ends_at_the_field(administrator: Actor, operator: Actor, client_of: ClientOf) -> None:
    email = person_of(operator).email.upper()
    given = {"name": "Other", "email": email, "language": "sr", "roles": ["operator"]}
    answer = client_of(administrator).post("/desk/people/invite/", given)
    assert answer.context["form"].errors["email"]


def test_verbs_of_the_administrator(administrator: Actor, operator: Actor, client_of: ClientOf) -> None:
    client, base = client_of(administrator), f"/desk/people/{operator.id}/"
    assert client.get(base).status_code == 200
    assert client.post(base + "rename/", {"name": "Ново име"}).status_code == 302
    assert client.post(base + "rename/", {"name": ""}).context["rename_form"].errors
    assert client.post(base + "roles/", {"roles": ["editor"]}).status_code == 302
    assert client.post(base + "roles/", {"roles": []}).context["roles_form"].errors
    assert not is_member(operator)
    assert "/desk/invitation/" in client.post(base + "invite-again/").content.decode()
    assert client.post(base + "reset-second-factor/").status_code == 302
    assert client.post(base + "deactivate/").status_code == 302
    assert client.post(base + "reactivate/").status_code == 302
    assert client.post(base + "juggle/").status_code == 404
    assert client.post(base + "admit/").status_code == 403
    assert queries.person_for(administrator, operator.id).roles == ("editor",)


def test_a_refusal_is_said_on_the_page(supervisor: Actor, client_of: ClientOf) -> None:
    founder = the_founder()
    client = client_of(supervisor)
    client.post(f"/desk/people/{founder.id}/expel/")
    answer = client.post(f"/desk/people/{supervisor.id}/expel/", follow=True)
    assert "последњи" in answer.content.decode() or "last member" in answer.content.decode()


def test_teams(administrator: Actor, operator: Actor, client_of: ClientOf) -> None:
    client = client_of(administrator)
    made = client.post("/desk/people/teams/", {"name": "Јутарња смена"})
    assert made.status_code == 302
    assert client.post("/desk/people/teams/", {"name": "јутарња смена"}).status_code in (200, 302)
    page = client.get(made["Location"])
    assert page.status_code == 200
    client.post(made["Location"], {"name": "Јутарња смена", "members": [str(operator.id)]})
    assert queries.person_for(operator, operator.id).teams == ("Јутарња смена",)
    assert client.post(made["Location"] + "remove/").status_code == 302
    assert client.get(made["Location"]).status_code == 404


def test_team_names_are_unique(administrator: Actor) -> None:
    teams.make_team(administrator, name="Evening")
    from smartsafe.people.errors import TeamNameTaken

    with pytest.raises(TeamNameTaken):
        teams.make_team(administrator, name="evening")


def test_my_settings(operator: Actor, client_of: ClientOf) -> None:
    client = client_of(operator)
    assert client.post("/desk/me/", {"me-name": "Ново име", "me-language": "en"}).status_code == 302
    assert client.post("/desk/me/", {"me-name": "", "me-language": "en"}).context["form"].errors
    assert person_of(operator).language == "en"


def test_my_password(operator: Actor, client_of: ClientOf) -> None:
    client, other = client_of(operator), client_of(operator)

    def change(old: str, new: str, again: str = "") -> object:
        given = {"password-old": old, "password-password": new, "password-again": again or new}
        return client.post("/desk/me/password/", given)

    assert change("wrong-wrong-wrong", "quiet-rivers-run-9").context["password"].errors["old"]  # type: ignore[attr-defined]
    assert change(PASSWORD, "short").context["password"].errors["password"]  # type: ignore[attr-defined]
    assert change(PASSWORD, "quiet-rivers-run-9", "x").context["password"].errors["again"]  # type: ignore[attr-defined]
    assert change(PASSWORD, "quiet-rivers-run-9").status_code == 302  # type: ignore[attr-defined]
    assert client.get("/desk/me/").status_code == 200
    assert other.get("/desk/me/").status_code == 302
    fresh = Client()
    assert sign_in(fresh, operator, PASSWORD).status_code == 200
    assert sign_in(fresh, operator, "quiet-rivers-run-9").status_code == 302
    assert "centre" in fresh.get("/desk/me/").wsgi_request.actor.opened()


def test_ending_sessions(operator: Actor, client_of: ClientOf) -> None:
    here, second, third = client_of(operator), client_of(operator), client_of(operator)
    page = here.get("/desk/me/")
    other = next(row[0] for row in page.context["sign_ins"] if row[0] != page.context["here"])
    assert here.post(f"/desk/me/sessions/{other}/end/").status_code == 302
    assert sorted([second.get("/desk/me/").status_code, third.get("/desk/me/").status_code]) == [200, 302]
    here.post("/desk/me/sessions/end-others/")
    assert {second.get("/desk/me/").status_code, third.get("/desk/me/").status_code} == {302}
    assert here.get("/desk/me/").status_code == 200


def test_nobody_ends_the_sessions_of_others(operator: Actor, analyst: Actor, client_of: ClientOf) -> None:
    here = client_of(operator).get("/desk/me/").context["here"]
    assert client_of(analyst).post(f"/desk/me/sessions/{here}/end/").status_code == 404


def test_people_list_costs_the_same_for_any_number(
    administrator: Actor, client_of: ClientOf, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for _ in range(4):
        a_person("operator")
    client = client_of(administrator)
    client.get("/desk/people/")
    with django_assert_max_num_queries(14):  # type: ignore[attr-defined]
        client.get("/desk/people/?state=all&search=a")
