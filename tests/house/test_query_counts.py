"""No list asks the database more often because it is longer."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from smartsafe import clock
from smartsafe.cases.actions import add_task
from tests.factories.cases import a_case
from tests.factories.contacts import a_report
from tests.factories.outreach import a_campaign, a_plan, a_request
from tests.factories.people import a_person
from tests.factories.referrals import Cast, a_referral
from tests.signing_in import signed_in_client

pytestmark = pytest.mark.django_db
MOST = 45  # of any list, with session, account, roles, keyrings, queues and notices


def asked(client: Client, address: str) -> int:
    """How many statements the second visit needs: the first one warms what is kept for all, for some seconds."""
    with clock.at(clock.now()):  # both in the same ones
        assert client.get(address).status_code == 200
        with CaptureQueriesContext(connection) as seen:
            client.get(address)
    return len(seen)


def grow(cast: Cast, count: int) -> None:
    for _ in range(count):
        a_report()
        case = a_case(cast.analyst)
        add_task(cast.analyst, case_id=case.id, title="Провера", assignee_id=cast.analyst.id)
        a_referral("delivered", cast=cast)
        a_person("operator")
        a_request()
        educator = a_person("educator")
        a_plan(educator, place=f"School {educator.id}", campaign_id=a_campaign(educator).id)


@pytest.mark.parametrize(
    ("who", "address"),
    [
        (lambda cast: cast.analyst, "/desk/inbox/open/"),
        (lambda cast: cast.analyst, "/desk/inbox/unassigned/"),
        (lambda cast: cast.analyst, "/desk/cases/"),
        (lambda cast: cast.analyst, "/desk/tasks/"),
        (lambda cast: cast.analyst, "/desk/referrals/?queue=all"),
        (lambda cast: cast.supervisor, "/desk/people/"),
        (lambda cast: cast.supervisor, "/desk/audit/"),
        (lambda cast: cast.supervisor, "/desk/outreach/list/"),
        (lambda cast: cast.supervisor, "/desk/outreach/campaigns/"),
        (lambda cast: cast.officer, "/portal/?queue=new"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_longer_list_needs_no_more_statements(vault: str, who: Callable[[Cast], object], address: str) -> None:
    cast = Cast()
    grow(cast, 2)
    client = signed_in_client(who(cast))  # type: ignore[arg-type]
    few = asked(client, address)
    grow(cast, 3)
    many = asked(client, address)
    assert many <= few, f"{few} statements for a short list, {many} for a longer one"
    assert many <= MOST, f"{many} statements"
