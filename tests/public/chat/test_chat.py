"""The chat as a child meets it: the door, the queue, words, the code, the end; and what must not work."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from smartsafe import clock
from smartsafe.channels.chat.actions import answering, tidying
from smartsafe.channels.chat.models import Chat
from smartsafe.channels.chat.pulse import sightings
from smartsafe.channels.chat.queue import staffed
from smartsafe.contacts.actions.reporting import open_conversation
from smartsafe.contacts.models import Contact, Message
from smartsafe.faces.public.chat import flood
from smartsafe.people.actors import Actor
from smartsafe.vault.receipts import digits_of
from tests.factories.chats import CLOSED, OPEN
from tests.pages import Page, complaints

pytestmark = pytest.mark.django_db
DOOR, TALK, LIVE = "/sr/chat/", "/sr/chat/talk/", "/sr/chat/live/"
FETCH = {"HTTP_X_REQUESTED_WITH": "fetch"}


@pytest.fixture(autouse=True)
def _in_opening_hours(vault: str) -> Iterator[None]:
    flood.forget_all()
    sightings.forget_all()
    with clock.at(OPEN):
        yield


def hidden(client: Client, address: str, name: str) -> str:
    page = Page(client.get(address).content.decode())
    found = next(one for one in page.all("input") if one.attributes.get("name") == name)
    return found.attributes["value"]


def begin(client: Client, text: str = "Како да блокирам некога?", **told: str) -> Any:
    return client.post(DOOR, {"text": text, "begin": hidden(client, DOOR, "begin"), **told})


def words(client: Client) -> str:
    return client.get(TALK).content.decode()


def token(client: Client) -> str:
    page = Page(words(client))
    return next(one.attributes["data-token"] for one in page.elements if one.attributes.get("id") == "parts")


def say(client: Client, text: str, **more: Any) -> Any:
    return client.post(TALK, {"text": text, "go": "say", **more})


def test_a_child_asks_waits_talks_and_leaves_with_a_code(client: Client, operator: Actor) -> None:
    assert begin(client, age="12_13", matter="sextortion")["Location"] == TALK
    html = words(client)
    assert "Како да блокирам некога?" in html
    assert complaints(html, "sr", tokens=False) == []
    chat_id = answering.take_next(operator)
    answering.answer(operator, chat_id=chat_id, text="Добар дан. Отвори профил па подешавања.")
    say(client, "Хвала!")
    html = words(client)
    assert "Отвори профил" in html
    assert "Хвала!" in html
    client.post(TALK, {"go": "end"})
    html = words(client)
    code = next(one.attributes["data-code"] for one in Page(html).elements if "data-code" in one.attributes)
    found = open_conversation(code)
    assert found is not None
    assert found.contact_id == chat_id
    text = client.get("/sr/chat/transcript/")
    assert text["Content-Type"].startswith("text/plain")
    assert "Отвори профил" in text.content.decode()
    assert client.get("/sr/return/conversation/").status_code == 200


def test_out_of_hours_the_same_place_offers_the_form(client: Client) -> None:
    token_of_morning = hidden(client, DOOR, "begin")
    with clock.at(CLOSED):
        html = client.get(DOOR).content.decode()
        assert "/sr/help/" in html
        assert 'name="begin"' not in html
        answer = client.post(DOOR, {"text": "Стигло прекасно", "begin": token_of_morning})
        assert answer.status_code == 409
        assert "Стигло прекасно" in answer.content.decode()
        into = client.post(DOOR, {"text": "Стигло прекасно", "go": "form"})
        assert into["Location"] == "/sr/help/"
        client.post("/sr/help/", {"about": "me"})
        assert "Стигло прекасно" in client.get("/sr/help/words/").content.decode()
    assert Contact.objects.count() == 0


def test_pressed_twice_and_back_and_again_is_one_chat(client: Client) -> None:
    drawn = hidden(client, DOOR, "begin")
    for _ in range(2):
        assert client.post(DOOR, {"text": "Здраво", "begin": drawn})["Location"] == TALK
    assert client.get(DOOR)["Location"] == TALK, "with a chat open, its door leads into it"
    assert Chat.objects.count() == 1
    submission = hidden(client, TALK, "submission")
    for _ in range(3):
        say(client, "Једном", submission=submission)
    assert words(client).count("Једном") == 1


def test_another_persons_chat_stays_closed(client: Client) -> None:
    begin(client, "Само за мене")
    stranger = Client()
    assert stranger.get(TALK)["Location"] == DOOR
    assert stranger.get(LIVE).status_code == 401
    assert stranger.get("/sr/chat/transcript/")["Location"] == DOOR
    cookie = client.cookies["talk"].value
    for forged in (cookie[:-3] + "abc", "x", cookie.replace(":", "", 1), ""):
        stranger.cookies["talk"] = forged
        assert stranger.get(TALK).status_code == 302
        assert stranger.get(LIVE).status_code == 401
    answer = stranger.post(TALK, {"text": "уљез", "go": "say"})
    assert answer.status_code == 401
    assert "уљез" in answer.content.decode(), "what was typed is shown, to be sent with the code"
    assert Message.objects.filter(kind="from_reporter").count() == 1


def test_a_page_elsewhere_can_make_nobody_write(client: Client) -> None:
    begin(client)
    for headers in ({"HTTP_SEC_FETCH_SITE": "cross-site"}, {"HTTP_ORIGIN": "https://elsewhere.example"}):
        assert client.post(TALK, {"text": "x", "go": "say"}, **headers).status_code == 403
        assert client.post(DOOR, {"text": "x"}, **headers).status_code == 403


def test_nothing_new_is_answered_lightly(client: Client, operator: Actor, django_assert_max_num_queries: Any) -> None:
    begin(client)
    chat_id = answering.take_next(operator)
    known = token(client)
    with django_assert_max_num_queries(1):
        answer = client.get(LIVE, {"v": known})
    assert answer.status_code == 204
    assert answer["Ask-Again-In"] == "1500"
    assert not answer.cookies
    answering.answer(operator, chat_id=chat_id, text="Ту сам")
    answer = client.get(LIVE, {"v": known})
    assert answer.status_code == 200
    assert "Ту сам" in answer.content.decode()
    known = token(client)
    assert client.get(LIVE, {"v": known}).status_code == 204


def test_the_way_in_is_renewed_while_the_page_stays_open(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import timedelta

    from smartsafe.faces.public.comeback import session

    begin(client)
    known = token(client)
    monkeypatch.setattr(session, "RENEW_AFTER", timedelta(seconds=-1))
    answer = client.get(LIVE, {"v": known})
    assert answer.status_code == 204
    assert "talk" in answer.cookies


def test_a_script_is_answered_with_parts_and_refusals_in_words(client: Client) -> None:
    begin(client)
    answer = client.post(TALK, {"text": "Ево <b>мене</b> <script>alert(1)</script>", "go": "say"}, **FETCH)
    html = answer.content.decode()
    assert "&lt;script&gt;" in html
    assert "<script" not in html
    for text in ("", "нула \0 у речи", "д" * 4_001, "д" * 1_000_000):
        answer = client.post(TALK, {"text": text, "go": "say"}, **FETCH)
        assert answer.status_code == 422
        assert answer.json()["said"]


@pytest.mark.parametrize("text", ["нула \0", "д" * 4_001, "д" * 1_000_000])
def test_what_is_refused_stays_on_the_page(client: Client, text: str) -> None:
    for answer in (begin(client, text), (begin(client) and say(client, text))):
        assert answer.status_code == 422
        html = answer.content.decode()
        assert text.replace("\0", "")[:50] in html or text[:4] in html
        assert complaints(html, "sr", tokens=False, words=[text]) == []


def test_right_to_left_and_emoji_pass_as_written(client: Client) -> None:
    begin(client, "😀 \u202eабв שלום 👩‍👧")
    assert "שלום" in words(client)


def test_floods_are_slowed_kindly(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    begin(client)
    monkeypatch.setattr(flood, "MESSAGES", 3)
    statuses = [say(client, f"Порука {number}").status_code for number in range(5)]
    assert statuses == [302, 302, 302, 429, 429]
    assert Message.objects.filter(kind="from_reporter").count() == 4
    monkeypatch.setattr(flood, "STARTS", 1)
    answer = begin(Client())
    assert answer.status_code == 409
    assert 'value="form"' in answer.content.decode()


def test_danger_goes_first_and_shows_the_numbers(client: Client, operator: Actor) -> None:
    begin(client)
    client.post(TALK, {"go": "danger"})
    client.post(TALK, {"go": "danger"})
    html = words(client)
    assert "tel:192" in html
    contact = Contact.objects.get()
    assert (contact.danger, contact.urgency) == (True, "immediate")
    assert Message.objects.filter(code="danger_told").count() == 1


def test_the_queue_is_told_truly(client: Client, operator: Actor) -> None:
    others = [Client() for _ in range(2)]
    for other in others:
        begin(other)
    begin(client)
    assert "2 особе" in words(client)
    assert not staffed()
    answering.take_next(operator)
    assert client.get(LIVE, {"v": "0"}).status_code == 200


def test_closing_time_comes_while_one_waits(client: Client) -> None:
    begin(client)
    with clock.at(OPEN.replace(hour=15)):
        tidying.tidy()
        html = words(client)
        assert Chat.objects.get().ended_by == "hours"
        assert "data-code" in html


def test_the_code_is_there_at_any_time(client: Client) -> None:
    begin(client)
    shown = [one.said() for one in Page(words(client)).all("p") if "code-shown" in one.attributes.get("class", "")]
    assert len(digits_of(shown[0])) == 16


@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
def test_every_state_is_a_good_page(client: Client, operator: Actor, language: str) -> None:
    door, talk = f"/{language}/chat/", f"/{language}/chat/talk/"
    pages = [client.get(door)]
    with clock.at(CLOSED):
        pages.append(client.get(door))
    client.post(door, {"text": "Hello", "begin": hidden(client, door, "begin")})
    pages += [client.get(talk), client.get(talk + "?write=1")]
    chat_id = answering.take_next(operator)
    answering.answer(operator, chat_id=chat_id, text="Here")
    pages.append(client.get(talk))
    answering.end(operator, chat_id=chat_id)
    pages += [client.get(talk), Client().post(talk, {"text": "x"})]
    for page in pages:
        assert complaints(page.content.decode(), language, tokens=False) == []


def test_nothing_of_it_stays_in_a_cache(client: Client) -> None:
    begin(client)
    for address in (TALK, LIVE, "/sr/chat/transcript/", DOOR):
        assert "no-store" in client.get(address)["Cache-Control"]
