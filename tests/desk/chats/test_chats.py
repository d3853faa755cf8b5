"""Chats at the desk: lists with unread marks, taking, answering, handing over, joining, ending; and abuse."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from smartsafe import clock
from smartsafe.audit.models import Entry
from smartsafe.channels.chat.actions import answering, asking
from smartsafe.channels.chat.models import Chat
from smartsafe.channels.chat.pulse import sightings
from smartsafe.contacts.models import Message
from smartsafe.faces.desk.chats import polling
from smartsafe.people.actors import Actor
from tests.factories.chats import OPEN, QUESTION, a_chat
from tests.factories.people import a_person
from tests.pages import Page, complaints

pytestmark = pytest.mark.django_db
LIST, LIVE = "/desk/chats/", "/desk/chats/live/"
FETCH = {"HTTP_X_REQUESTED_WITH": "fetch"}


@pytest.fixture(autouse=True)
def _in_opening_hours(vault: str) -> Iterator[None]:
    sightings.forget_all()
    with clock.at(OPEN):
        yield


def address(chat_id: Any, verb: str = "") -> str:
    return f"{LIST}{chat_id}/" + (f"{verb}/" if verb else "")


def watching(html: str) -> dict[str, str]:
    page = Page(html)
    found: dict[str, str] = {}
    for one in page.elements:
        if one.attributes.get("id") == "watching":
            found |= one.attributes
        found |= {name: value for name, value in one.attributes.items() if name == "data-key-watching"}
    return found


def test_an_operator_takes_the_next_and_talks(operator: Actor, client_of: Callable[[Actor], Client]) -> None:
    client, conversation = client_of(operator), a_chat()
    assert QUESTION in client.get(LIST).content.decode()
    answer = client.post(f"{LIST}next/")
    assert answer["Location"] == address(conversation.contact_id)
    html = client.get(answer["Location"]).content.decode()
    assert complaints(html, "sr", words=[QUESTION]) == []
    client.post(address(conversation.contact_id, "say"), {"text": "Добар дан, <b>ту</b> сам."})
    html = client.get(address(conversation.contact_id)).content.decode()
    assert "Добар дан, &lt;b&gt;ту&lt;/b&gt; сам." in html
    assert client.post(f"{LIST}next/", follow=True).status_code == 200


def test_unread_marks_go_when_the_chat_is_opened(operator: Actor, client_of: Callable[[Actor], Client]) -> None:
    client, first, second = client_of(operator), a_chat(), a_chat()
    for conversation in (first, second):
        answering.take(operator, chat_id=conversation.contact_id)
    client.get(address(first.contact_id))
    asking.say(second, text="Једно")
    asking.say(second, text="Друго")
    html = client.get(address(first.contact_id)).content.decode()
    assert 'class="unheard">3<' in html
    html = client.get(address(second.contact_id)).content.decode()
    assert "unheard" not in html
    looked = Entry.objects.filter(action="contact.looked", object_id=str(second.contact_id))
    assert looked.count() == 1


def test_two_operators_press_at_once(operator: Actor, client_of: Callable[[Actor], Client]) -> None:
    other, conversation = a_person("operator"), a_chat()
    clients = [client_of(one) for one in (operator, other)]
    statuses = [client.post(address(conversation.contact_id, "take")).status_code for client in clients]
    assert statuses == [302, 409]
    html = clients[1].get(address(conversation.contact_id)).content.decode()
    assert 'id="say"' not in html
    assert 'id="chat-messages"' not in html
    answer = clients[1].post(address(conversation.contact_id, "say"), {"text": "Ја бих"})
    assert answer.status_code == 400
    assert Message.objects.filter(kind="to_reporter").count() == 0


def test_handing_over_joining_leaving_ending(
    operator: Actor, supervisor: Actor, client_of: Callable[[Actor], Client]
) -> None:
    other, conversation = a_person("operator"), a_chat()
    chat_id = answering.take_next(operator)
    one, boss, colleague = client_of(operator), client_of(supervisor), client_of(other)
    assert one.post(address(chat_id, "hand-over"), {"person": "x"}).status_code == 400
    assert one.post(address(chat_id, "hand-over"), {"person": str(other.id)})["Location"] == LIST
    assert colleague.post(address(chat_id, "join")).status_code == 403
    assert QUESTION in boss.get(LIST).content.decode(), "a supervisor sees the chats of colleagues"
    assert boss.post(address(chat_id, "join")).status_code == 302
    html = colleague.get(address(chat_id)).content.decode()
    assert supervisor.name in html
    boss.post(address(chat_id, "step-out"))
    colleague.post(address(chat_id, "put-back"))
    assert Chat.objects.get().state == "waiting"
    one.post(address(chat_id, "take"))
    one.post(address(chat_id, "end"))
    one.post(address(chat_id, "end"))  # pressed twice
    html = one.get(address(chat_id)).content.decode()
    assert 'id="say"' not in html
    assert complaints(html, "sr", words=[QUESTION]) == []
    assert one.post(address(chat_id, "say"), {"text": "Још"}).status_code == 400
    assert one.post(address(chat_id, "sing")).status_code == 404
    asking.say(conversation, text="И даље могу да пишем")


def test_what_is_refused_stays_typed(operator: Actor, client_of: Callable[[Actor], Client]) -> None:
    client = client_of(operator)
    a_chat()
    chat_id = answering.take_next(operator)
    for text in ("", " ", "нула \0 овде", "д" * 4_001, "д" * 1_000_000):
        answer = client.post(address(chat_id, "say"), {"text": text})
        assert answer.status_code == 400
        assert text[:4] in answer.content.decode()
        answer = client.post(address(chat_id, "say"), {"text": text}, **FETCH)
        assert answer.json()["said"]
    assert Message.objects.filter(kind="to_reporter").count() == 0


def test_nothing_new_is_answered_without_a_session(
    operator: Actor, client_of: Callable[[Actor], Client], django_assert_max_num_queries: Any
) -> None:
    client, conversation = client_of(operator), a_chat()
    chat_id = answering.take_next(operator)
    told = watching(client.get(address(chat_id)).content.decode())
    asked = {"v": told["data-token"], "k": told["data-key-watching"], "open": str(chat_id)}
    sightings.note("desk", operator.id)
    with django_assert_max_num_queries(1):
        assert client.get(LIVE, asked).status_code == 204
    asking.say(conversation, text="Ево ме")
    html = client.get(LIVE, asked).content.decode()
    assert "Ево ме" in html
    assert Chat.objects.get().unheard == 0, "it stands open before the operator's eyes"
    told = watching(html)
    assert client.get(LIVE, {**asked, "v": told["data-token"]}).status_code == 204


def test_an_old_or_forged_key_goes_the_ordinary_way(operator: Actor, client_of: Callable[[Actor], Client]) -> None:
    client = client_of(operator)
    told = watching(client.get(LIST).content.decode())
    asked = {"v": told["data-token"], "k": "forged"}
    answer = client.get(LIVE, asked)
    assert answer.status_code == 204
    assert polling.KEY in answer
    assert Client().get(LIVE, asked).status_code == 302
    assert Client().get(LIVE, {"v": "0", "k": told["data-key-watching"]}).status_code == 302, "it opens nothing"


@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
def test_every_state_is_a_good_page(
    operator: Actor, supervisor: Actor, client_of: Callable[[Actor], Client], language: str
) -> None:
    from smartsafe.people.models import Person

    Person.objects.update(language=language)
    client, boss, conversation = client_of(operator), client_of(supervisor), a_chat(age_band="12_13")
    a_chat()
    pages = [client.get(LIST), client.get(address(conversation.contact_id))]
    asking.cry(conversation)
    chat_id = answering.take_next(operator)
    pages += [client.get(address(chat_id)), boss.get(address(chat_id))]
    answering.join(supervisor, chat_id=chat_id)
    pages += [boss.get(address(chat_id)), boss.get(LIST)]
    answering.end(operator, chat_id=chat_id)
    pages.append(client.get(address(chat_id)))
    for page in pages:
        assert complaints(page.content.decode(), language, words=[QUESTION]) == []


def test_lists_cost_the_same_for_many(
    operator: Actor, client_of: Callable[[Actor], Client], django_assert_max_num_queries: Any
) -> None:
    client = client_of(operator)
    for _ in range(12):
        a_chat()
    for _ in range(6):
        answering.take_next(operator)
    with django_assert_max_num_queries(60):
        client.get(LIST)
