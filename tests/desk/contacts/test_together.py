"""One person, many ways, at the desk: connected contacts offered, merged with one press, separated, split, answered."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from smartsafe.channels.phone.models import CallBack
from smartsafe.contacts import queries
from smartsafe.contacts.actions import arriving, indexing
from smartsafe.contacts.actions.answering import answer_by_itself
from smartsafe.contacts.models import Contact, Message, Outgoing
from smartsafe.people.actors import Actor
from tests.factories.cases import a_case
from tests.factories.contacts import a_report

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Actor], Client]


def page_of(contact: Contact, verb: str = "") -> str:
    return f"/desk/contacts/{contact.id}/" + (f"{verb}/" if verb else "")


def html(client: Client, contact: Contact) -> str:
    return client.get(page_of(contact)).content.decode()


def conversation(page: str) -> str:
    return page.split('id="conversation"')[1].split('class="writing"')[0]


def test_who_is_connected_is_offered_with_words_and_merged_with_one_press(client_of: ClientOf, operator: Actor) -> None:
    _, first = a_report(links=[], handles=[], text="Прва порука", phone="064 111 22 33")
    _, second = a_report(links=[], handles=[], text="Друга порука", phone="064 111 22 33")
    indexing.index_waiting(operator)
    client = client_of(operator)
    page = html(client, first)
    assert "врло вероватно иста особа" in page
    assert "исти број телефона" in page
    assert f'action="{page_of(first, "join")}"' in page
    answer = client.post(page_of(first, "join"), {"other": str(second.id), "queue": "open"}, follow=True)
    told = answer.content.decode()
    assert told.index("Прва порука") < told.index("Друга порука")
    assert told.count(second.number) > 1, "each message says by which contact it came"
    assert f'action="{page_of(second, "separate")}"' in told
    of_second = html(client, second)
    assert first.number in of_second
    assert "Прва порука" not in conversation(of_second)
    client.post(page_of(second, "separate"), {"stay": str(first.id)})
    assert "Друга порука" not in conversation(html(client, first))
    assert Contact.objects.get(pk=second.pk).status == "in_progress"
    for wrong in ({}, {"other": "x"}, {"other": str(first.id)}):
        assert client.post(page_of(first, "join"), wrong).status_code == 400, wrong
    assert client.post(page_of(first, "separate")).status_code == 400


def test_two_cases_are_refused_at_the_field(client_of: ClientOf, operator: Actor, analyst: Actor) -> None:
    (_, first), (_, second) = a_report(), a_report()
    for one in (first, second):
        a_case(analyst, contact_ids=[one.pk])
    answer = client_of(operator).post(page_of(first, "merge"), {"into": second.number})
    assert answer.status_code == 400
    assert "Најпре треба спојити предмете" in answer.content.decode()


def test_messages_are_chosen_and_split_off(client_of: ClientOf, operator: Actor) -> None:
    _, contact = a_report(text="Прва порука")
    arriving.hear(operator, contact_id=contact.pk, channel="email", text="О другом")
    client = client_of(operator)
    page = html(client, contact)
    boxes = re.findall(r'<input type="checkbox" form="split-form" name="messages" value="([0-9a-f-]+)"', page)
    assert len(boxes) == 2
    other = str(Message.objects.get(channel="email").pk)
    for wrong in ({"split-whose": "same"}, {"messages": other}, {"messages": "x", "split-whose": "same"}):
        assert client.post(page_of(contact, "split"), wrong).status_code == 400, wrong
    kept = client.post(page_of(contact, "split"), {"messages": other}).content.decode()
    assert f'value="{other}" checked' in kept
    client.post(page_of(contact, "split"), {"messages": other, "split-whose": "same"})
    new = Contact.objects.exclude(pk=contact.pk).get()
    assert [one.text for one in queries.conversation(operator, new.pk)] == ["О другом"]
    assert contact.number in html(client, new)


def test_a_way_is_chosen_with_consent(client_of: ClientOf, operator: Actor) -> None:
    _, contact = a_report(email="mama@primer.example", phone="064 111 22 33")
    client = client_of(operator)
    keys = {way.kind: way.key for way in queries.contact_for(operator, contact.pk).ways}
    page = html(client, contact)
    assert all(key in page for key in keys.values())
    told = {"way-way": keys["address"], "way-how": "said"}
    refused = client.post(page_of(contact, "way"), told)
    assert refused.status_code == 400
    assert "Најпре питати особу" in refused.content.decode()
    assert client.post(page_of(contact, "way"), told | {"way-agreed": "on"}).status_code == 302
    assert "mama@primer.example" in html(client, contact)
    assert operator.name.encode() in client.get(page_of(contact)).content
    client.post(page_of(contact, "reply"), {"text": "Одговор"})
    assert Outgoing.objects.get().channel == "email"
    bad = {"way-way": "new", "way-address": "није", "way-agreed": "on", "way-how": "said"}
    assert client.post(page_of(contact, "way"), bad).status_code == 400
    client.post(page_of(contact, "way"), {"way-way": keys["call"], "way-agreed": "on", "way-how": "said"})
    assert CallBack.objects.get().contact_id == contact.pk
    assert "064 111 22 33" in html(client, contact)


def test_an_automatic_reply_says_so(client_of: ClientOf, operator: Actor) -> None:
    arrived = arriving.begin(operator, channel="email", text="Помоћ")
    assert answer_by_itself(operator, message_id=arrived.message_id)
    assert "Аутоматски одговор" in html(client_of(operator), Contact.objects.get(pk=arrived.contact_id))
