"""The audit page: sentences, filters, keyset paging, verification."""

from collections.abc import Callable

import pytest
from django.test import Client

from smartsafe.audit.models import Entry
from smartsafe.people.actors import Actor

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Actor], Client]


def test_entries_are_sentences_with_names(supervisor: Actor, operator: Actor, client_of: ClientOf) -> None:
    page = client_of(supervisor).get("/desk/audit/").content.decode()
    assert operator.name in page
    assert "person.admitted" not in page


def test_filters_and_paging(supervisor: Actor, client_of: ClientOf) -> None:
    from smartsafe.audit.actions import record

    for number in range(60):
        record(supervisor, "team.made", "team", f"t{number}")
    client = client_of(supervisor)
    first = client.get("/desk/audit/", {"person": str(supervisor.id), "kind": "team"})
    assert len(first.context["page"].rows) == 50
    second = client.get(f"/desk/audit/?{first.context['more']}&cursor={first.context['page'].next_cursor}")
    assert len(second.context["page"].rows) == 10
    one = client.get("/desk/audit/", {"kind": "team", "object": "t7"})
    assert len(one.context["page"].rows) == 1


@pytest.mark.parametrize("query", ["cursor=x", "cursor=WyItMSJd", "person=x", "kind=zzz", "object=" + "y" * 100])
def test_a_mistyped_address_is_no_accident(supervisor: Actor, client_of: ClientOf, query: str) -> None:
    assert client_of(supervisor).get(f"/desk/audit/?{query}").status_code == 200


def test_verification_is_shown(supervisor: Actor, client_of: ClientOf) -> None:
    client = client_of(supervisor)
    client.post("/desk/audit/verify/")
    assert client.get("/desk/audit/").context["verified"].problems == 0
    Entry.objects.filter(sequence=2).update(action="person.expelled")
    client.post("/desk/audit/verify/")
    assert client.get("/desk/audit/").context["verified"].first_problem == 2
