"""The library's items beside a campaign: named by address, shown to the public, their downloads in the reach."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from smartsafe import clock
from smartsafe.library.actions import downloads
from smartsafe.library.models import LibraryItem
from smartsafe.outreach.activities.times import today
from smartsafe.outreach.campaigns import actions as campaigns
from smartsafe.outreach.campaigns import queries
from smartsafe.outreach.campaigns.models import Campaign
from smartsafe.outreach.errors import TooManyLines
from smartsafe.people.actors import Actor
from smartsafe.people.models import Person
from tests.factories.library import an_item
from tests.factories.outreach import a_campaign
from tests.factories.people import a_person
from tests.signing_in import signed_in_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def educator(vault: str) -> Actor:
    actor = a_person("educator")
    Person.objects.update(language="en")
    return actor


def now_on(item: LibraryItem, educator: Actor) -> Campaign:
    """It began ten days ago and goes on."""
    span = {"starts_on": today() - timedelta(days=10), "ends_on": today() + timedelta(days=10)}
    return a_campaign(educator, **span, materials=[item.translation_key])


def test_materials_are_shown_and_their_downloads_stand_in_the_reach(educator: Actor) -> None:
    item = an_item("Говор мржње на мрежи", slug="hate-speech")
    campaign = now_on(item, educator)
    with clock.at(clock.now() - timedelta(days=40)):
        downloads.count(item.pk)  # before the campaign
    for _turn in range(3):
        downloads.count(item.pk)
    today_ = {"kind": "downloads", "number": 20, "day": today(), "source": "Партнеров сајт"}
    campaigns.enter_reach(educator, campaign_id=campaign.id, **today_)
    page = Client().get(f"/en/activities/campaigns/{campaign.id}/").content.decode()
    assert "/en/library/hate-speech/" in page
    assert "<dt>Downloads</dt><dd>23</dd>" in page
    desk = signed_in_client(educator)
    html = desk.get(f"/desk/outreach/campaigns/{campaign.id}/").content.decode()
    assert "Taken 3 times" in html
    assert "<dt>Downloads</dt><dd>23</dd>" in html
    assert desk.get(f"/desk/outreach/campaigns/{campaign.id}/report/").content.startswith(b"%PDF")


def test_materials_are_named_by_address_and_what_is_unknown_is_said(educator: Actor) -> None:
    item, other = an_item("Лозинке", slug="passwords"), an_item("Договор", slug="agreement")
    desk = signed_in_client(educator)
    told = {"name_sr": "Покажи", "starts_on": "2023-03-01", "ends_on": "2023-12-01", "materials": "/sr/library/none/"}
    wrong = desk.post("/desk/outreach/campaigns/new/", told)
    assert wrong.status_code == 422
    assert "no published item “/sr/library/none/”" in wrong.content.decode()
    lines = "https://primer.example/sr/library/passwords/?x=1\nagreement\npasswords\n"
    made = desk.post("/desk/outreach/campaigns/new/", {**told, "materials": lines})
    campaign = Campaign.objects.get()
    assert queries.campaign(educator, campaign.id).materials == [item.translation_key, other.translation_key]
    assert "/en/library/passwords/\n/en/library/agreement/" in desk.get(f"{made['Location']}edit/").content.decode()
    other.unpublish()
    assert desk.post(f"{made['Location']}edit/", {**told, "materials": "passwords"}).status_code == 302
    assert len(queries.campaign(educator, campaign.id).materials) == 2, "taken down for a day is not lost"
    assert "agreement" not in Client().get(f"/en/activities/campaigns/{campaign.id}/").content.decode()


def test_no_campaign_carries_the_whole_library(educator: Actor) -> None:
    with pytest.raises(TooManyLines):
        a_campaign(educator, materials=[uuid4() for _number in range(41)])
    assert queries.campaign(educator, a_campaign(educator, ends_on=date(2023, 4, 1)).id).materials == []
