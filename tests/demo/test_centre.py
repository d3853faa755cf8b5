"""The demo centre shows every state, and nothing in it was put there behind the actions."""

import itertools
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Sum

from smartsafe.answers.models import Use
from smartsafe.audit.models import Entry
from smartsafe.cases import rules as cases
from smartsafe.cases.models import Case
from smartsafe.channels.chat.models import Chat
from smartsafe.channels.partner.access import enter
from smartsafe.channels.partner.reports import reports_of
from smartsafe.contacts import rules as contacts
from smartsafe.contacts.actions.reporting import open_conversation
from smartsafe.contacts.models import Contact, Message
from smartsafe.contacts.reporter_queries import conversation_view
from smartsafe.demo import centre
from smartsafe.evidence.models import Item
from smartsafe.outreach.activities import figures as activity_figures
from smartsafe.outreach.activities.attention import RAN_OUT, wanted
from smartsafe.outreach.activities.models import Activity
from smartsafe.outreach.campaigns.queries import public_campaigns
from smartsafe.outreach.youth import public_queries as youth
from smartsafe.outreach.youth.models import Application, Badge
from smartsafe.outreach.youth.polls import results
from smartsafe.people.actions.setup import member
from smartsafe.people.models import HandoverNote
from smartsafe.referrals import rules as referrals
from smartsafe.referrals.models import Referral

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def lived(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """One demo centre for this file, made once and taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        centre.make()
        yield
        transaction.set_rollback(True)


def counted(values: Any) -> Counter[str]:
    return Counter(values)


def test_every_state_is_there(lived: None) -> None:
    assert set(Contact.objects.values_list("status", flat=True)) == set(contacts.CONTACT.states)
    assert set(Case.objects.values_list("status", flat=True)) == set(cases.STATUSES)
    assert set(Referral.objects.values_list("status", flat=True)) == set(referrals.STATUSES)


def test_about_three_hundred_contacts_on_all_channels(lived: None) -> None:
    channels = counted(Contact.objects.values_list("channel", flat=True))
    assert 280 <= sum(channels.values()) <= 330
    assert set(channels) == set(contacts.CHANNELS)
    outcomes = set(Contact.objects.values_list("outcome", flat=True))
    assert outcomes >= {"advised", "case_opened", "merged", "redirected", "silent"}
    assert counted(Message.objects.values_list("kind", flat=True))["from_reporter"] > 250
    assert Item.objects.count() > 25


def test_time_only_moves_forward(lived: None) -> None:
    moments = list(Entry.objects.order_by("sequence").values_list("at", flat=True))
    assert len(moments) > 1000
    assert all(earlier <= later for earlier, later in itertools.pairwise(moments))
    assert Contact.objects.filter(indexed_at=None).count() == 0


def test_the_codes_that_are_printed_open_what_they_say(lived: None) -> None:
    notes: dict[str, Any] = centre.notes()
    views = []
    for code, _shows in notes["codes"]:
        conversation = open_conversation(code)
        assert conversation is not None
        views.append(conversation_view(conversation))
    assert [view.progress for view in views] == ["received", "handling", "institution"]
    assert views[2].outcome
    printed = centre.welcome("http://127.0.0.1:8000")
    assert "officer.mup@demo.example" in printed
    assert "demo-demo-demo" in printed
    assert str(notes["partner_key"]) in printed


def test_the_partner_hands_in_and_is_asked_back(lived: None) -> None:
    states = reports_of(enter(str(centre.notes()["partner_key"])))
    assert [(state.answers, state.progress) for state in states] == [(1, "handling"), (0, "received")]


@pytest.mark.parametrize(
    "name",
    "operator analyst supervisor editor educator admin officer.mup officer.csr officer.vjt".split(),  # noqa: SIM905
)
def test_everybody_gets_in(lived: None, name: str) -> None:
    actor = member(email=f"{name}@demo.example", password="demo-demo-demo")
    works_with_words = actor.may("contacts.see") or actor.may("portal")
    owner = f"institution:{actor.institution}" if actor.institution else "centre"
    assert (owner in actor.opened()) is works_with_words


def test_it_is_never_made_over_something_else(lived: None) -> None:
    assert centre.exists()


def test_chats_answers_in_use_and_a_note_to_the_next_shift_are_there(lived: None) -> None:
    assert Chat.objects.filter(state="ended", operator__isnull=False).count() == 3
    assert Use.objects.aggregate(all=Sum("count"))["all"] == 9
    assert HandoverNote.objects.count() == 1
    actions = set(Entry.objects.values_list("action", flat=True))
    assert actions >= {"answer.approved", "handover.written", "contact.replied"}


def test_the_published_year_of_prevention_comes_out_of_what_was_entered(lived: None) -> None:
    told = activity_figures.year(2023)
    assert (told.presentations, told.pupils, told.parents, told.teachers) == (120, 7_803, 1_097, 302)
    [campaign] = public_campaigns()
    assert str(campaign.name.in_language("en")) == "Show Respect – React to Hate"
    assert len(activity_figures.by_city(campaign.id)) == 11
    assert activity_figures.of_campaign(campaign.id).pupils == 3_190
    assert len(campaign.materials) == 2
    assert Activity.objects.filter(wanted(RAN_OUT)).count() == 1
    assert {"requested", "confirmed", "closed"} <= set(Activity.objects.values_list("status", flat=True))


def test_the_youth_programme_has_members_a_poll_with_results_and_ideas(lived: None) -> None:
    standing = Counter(Application.objects.values_list("status", flat=True))
    assert standing == {"member": 4, "applied": 1, "waiting": 1}
    assert [results(one).enough for one in youth.polls() if not one.open] == [True]  # type: ignore[union-attr]
    assert len(youth.ideas()) == 3
    assert Badge.objects.count() == 6
