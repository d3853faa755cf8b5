"""An administrator enters a partner, makes a key in two steps, sees it once, revokes it."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from smartsafe import clock
from smartsafe.audit.models import Entry
from smartsafe.channels.partner.models import Key, Partner
from smartsafe.people.actors import Actor
from tests.factories.partners import Computer, a_partner

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Actor], Client]
NEW = {"name": "Шкољка", "kind": "platform", "email": "api@skoljka.example", "per_minute": "60", "per_day": "500"}


def test_from_entering_to_revoking(administrator: Actor, client_of: ClientOf) -> None:
    client = client_of(administrator)
    assert "Још нема партнера" in client.get("/desk/partners/").content.decode()
    page = client.post("/desk/partners/new/", NEW)["Location"]
    day = (clock.now() + timedelta(days=30)).date().isoformat()
    wanted = {"scopes": ["reports:write", "reports:read"], "expires_on": day}
    asked = client.post(f"{page}key/", wanted).content.decode()
    assert "Потврда кључа" in asked
    assert not Key.objects.exists()
    shown = client.post(f"{page}key/", {**wanted, "confirmed": "1"})
    found = re.search(r"sas_[0-9a-z]{12}_[0-9A-Za-z_-]{43}", shown.content.decode())
    assert found
    assert "no-store" in shown["Cache-Control"]
    after = client.get(page).content.decode()
    assert found[0] not in after
    assert found[0][:16] in after
    assert found[0].encode() not in b"".join(bytes(row.hash) for row in Key.objects.all())
    computer = Client()
    headers = {"Authorization": f"Bearer {found[0]}"}
    assert computer.get("/api/v1/threats", headers=headers).status_code == 200
    client.post(f"{page}revoke/", {"key": str(Key.objects.get().id)})
    assert computer.get("/api/v1/threats", headers=headers).status_code == 401
    said = list(Entry.objects.filter(object_kind="partner").order_by("sequence").values_list("action", flat=True))
    assert said == ["partner.made", "partner.key_made", "partner.key_revoked", "partner.refused"]
    told = str(list(Entry.objects.values_list("details", flat=True)))
    assert found[0][17:] not in told


def test_what_is_wrong_is_said_at_its_field(administrator: Actor, client_of: ClientOf) -> None:
    client = client_of(administrator)
    a_partner(name="Шкољка")
    for changes, field in (
        ({}, "name"), ({"email": "x"}, "email"), ({"per_minute": "0"}, "per_minute"), ({"per_day": "много"}, "per_day"),
        ({"kind": "bank"}, "kind"), ({"name": "a\0b"}, "name"),
    ):  # fmt: skip
        answer = client.post("/desk/partners/new/", {**NEW, **changes})
        assert (answer.status_code, next(iter(answer.context["form"].errors))) == (422, field)
    page = f"/desk/partners/{Partner.objects.get().id}/"
    answer = client.post(f"{page}key/", {"expires_on": "2050-01-01"})
    assert set(answer.context["key_form"].errors) == {"scopes", "expires_on"}
    assert client.post(f"{page}revoke/", {"key": "x"}).status_code == 404


def test_ended_and_let_in_again(administrator: Actor, client_of: ClientOf) -> None:
    computer, client = Computer(), client_of(administrator)
    page = f"/desk/partners/{computer.partner_id}/"
    client.post(f"{page}end/")
    assert computer.get("/threats").status_code == 401
    assert "Укључи поново" in client.get(page).content.decode()
    client.post(f"{page}resume/")
    assert computer.get("/threats").status_code == 200


def test_the_audit_names_the_partner(supervisor: Actor, client_of: ClientOf) -> None:
    Computer(name="Шкољка").hand_in()
    assert "Шкољка" in client_of(supervisor).get("/desk/audit/?kind=contact").content.decode()


def test_a_supervisor_sees_and_changes_nothing(supervisor: Actor, client_of: ClientOf) -> None:
    computer, client = Computer(), client_of(supervisor)
    html = client.get(f"/desk/partners/{computer.partner_id}/").content.decode()
    assert computer.key[:16] in html
    assert "Опозови" not in html
    assert client.post(f"/desk/partners/{computer.partner_id}/", NEW).status_code == 403
