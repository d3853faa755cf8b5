"""The library's pages, and taking an answer into a reply without script."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from smartsafe.answers import queries
from smartsafe.answers.models import Use, Version
from smartsafe.contacts import queries as contacts
from smartsafe.identifiers import new_id
from smartsafe.people.actors import Actor
from tests.factories.answers import AN_ANSWER, a_proposal, an_answer
from tests.factories.contacts import a_report

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Actor], Client]
TYPED = {"title": "Наслов", "text": "Зови {phone}.", "language": "sr", "audience": "any", "threats": ["privacy"]}


def test_proposed_by_one_and_approved_by_another(operator: Actor, supervisor: Actor, client_of: ClientOf) -> None:
    desk = client_of(operator)
    answer = desk.post(reverse("desk:answer_new"), TYPED, follow=True)
    page = answer.redirect_chain[0][0]
    assert "Наслов" in answer.content.decode()
    assert 'value="approve"' not in answer.content.decode()
    head = client_of(supervisor)
    assert 'value="approve"' in head.get(page).content.decode()
    head.post(f"{page}act/", {"do": "approve", "number": "1"})
    assert Version.objects.get().status == "approved"
    assert "Наслов" in desk.get(reverse("desk:answers"), {"threat": "privacy", "audience": "child"}).content.decode()
    assert "Наслов" not in desk.get(reverse("desk:answers"), {"threat": "grooming"}).content.decode()
    assert "Наслов" in desk.get(reverse("desk:answers"), {"threat": "\0<x>", "status": "🙂"}).content.decode()


def test_own_proposal_and_things_already_decided(supervisor: Actor, operator: Actor, client_of: ClientOf) -> None:
    own = a_proposal(supervisor)
    head = client_of(supervisor)
    act = reverse("desk:answer_act", args=[own.id])
    assert head.post(act, {"do": "approve", "number": "1"}).status_code == 400
    assert head.post(act, {"do": "approve", "number": "7"}).status_code == 409
    assert head.post(act, {"do": "approve", "number": "²"}).status_code == 409
    assert head.post(act, {"do": "archive"}).status_code == 400
    assert client_of(operator).post(act, {"do": "approve", "number": "1"}).status_code == 403
    assert head.post(reverse("desk:answer_act", args=[new_id()]), {"do": "archive"}).status_code == 404
    assert Version.objects.get().status == "proposed"


@pytest.mark.parametrize(
    ("changes", "kept"),
    [
        ({"text": "Зови {telefon} {"}, "{telefon}"),
        ({"text": "Зови {phone"}, "{phone"),
        ({"text": "а" * 1_000_000}, "аааа"),
        ({"title": ""}, "Зови"),
        ({"threats": ["no_such"]}, "Зови"),
        ({"audience": ""}, "Зови"),
        ({"text": "x\0y"}, "Наслов"),
    ],
)
def test_bad_input_is_shown_again(operator: Actor, client_of: ClientOf, changes: dict, kept: str) -> None:
    answer = client_of(operator).post(reverse("desk:answer_new"), {**TYPED, **changes})
    assert answer.status_code == 422
    assert kept in answer.content.decode()
    assert not Version.objects.exists()


def test_two_people_changing_one_answer(operator: Actor, supervisor: Actor, client_of: ClientOf) -> None:
    answer = an_answer(operator, supervisor)
    desk = client_of(operator)
    address = reverse("desk:answer_change", args=[answer.id])
    seen = re.search(r'name="seen" value="(\d+)"', desk.get(address).content.decode())
    assert seen is not None
    assert desk.post(address, {**TYPED, "seen": seen[1]}).status_code == 302
    again = client_of(supervisor).post(address, {**TYPED, "title": "Моје речи", "seen": seen[1]})
    assert again.status_code == 409
    assert "Моје речи" in again.content.decode()
    assert 'name="seen" value="2"' in again.content.decode()


def test_a_choice_without_script_stands_behind_what_was_typed(
    operator: Actor, supervisor: Actor, client_of: ClientOf
) -> None:
    answer = an_answer(operator, supervisor)
    _receipt, contact = a_report(language="sr-latn")
    desk = client_of(operator)
    page = desk.get(reverse("desk:contact", args=[contact.id])).content.decode()
    address = reverse("desk:contact_answers", args=[contact.id])
    assert f'value="{answer.id}" formaction="{address}"' in page  # suggested by the threat
    looked = desk.post(address, {"text": "Почетак", "look": "1"}, follow=True)
    assert AN_ANSWER["title"] in looked.content.decode()
    assert contacts.draft(operator, contact.id) == "Почетак"
    taken = desk.post(address, {"answer": str(answer.id)})
    assert taken["Location"].endswith(f"{contact.id}/#reply")
    draft = contacts.draft(operator, contact.id)
    assert draft.startswith("Почетак\n\nDobro je što pišeš.")  # in the script of whoever reads
    assert draft in desk.get(reverse("desk:contact", args=[contact.id])).content.decode()
    assert Use.objects.get().count == 1


def test_nothing_is_lost_by_a_wrong_choice(operator: Actor, supervisor: Actor, client_of: ClientOf) -> None:
    _receipt, contact = a_report()
    desk = client_of(operator)
    address = reverse("desk:contact_answers", args=[contact.id])
    for wrong in ("no-id", str(new_id()), str(a_proposal(operator).id)):
        assert desk.post(address, {"text": "x", "answer": wrong}).status_code == 404
    answer = an_answer(operator, supervisor)
    long = desk.post(address, {"text": "а" * 30_000, "answer": str(answer.id)})
    assert long.status_code == 400
    assert "а" * 30_000 in long.content.decode()
    assert desk.get(reverse("desk:contact_answers", args=[new_id()])).status_code == 404


def test_the_list_beside_the_cursor(operator: Actor, supervisor: Actor, client_of: ClientOf) -> None:
    answer = an_answer(operator, supervisor)
    _receipt, contact = a_report(threats=["sextortion"], about="me")
    desk = client_of(operator)
    suggest = reverse("desk:answers_suggest")
    assert str(answer.id) in desk.post(suggest, {"contact": str(contact.id)}).content.decode()
    assert "is-fitting" in desk.post(suggest, {"contact": str(contact.id)}).content.decode()
    assert str(answer.id) in desk.post(suggest, {"threat": "sextortion", "reporter_kind": "child"}).content.decode()
    assert desk.post(suggest, {"words": "\0" * 5000, "threat": "🙂", "reporter_kind": "x"}).status_code == 200
    assert desk.post(suggest, {"contact": "nonsense"}).status_code == 404
    used = reverse("desk:answer_used", args=[answer.id])
    assert desk.post(used).status_code == 204
    assert queries.library(operator)[0].uses == 1
    assert desk.post(reverse("desk:answer_used", args=[new_id()])).status_code == 404


def test_words_in_an_answer_are_words(operator: Actor, supervisor: Actor, client_of: ClientOf) -> None:
    answer = an_answer(operator, supervisor, title="<script>alert(1)</script>", text="\"'><img src=x onerror=y>")
    _receipt, contact = a_report()
    desk = client_of(operator)
    for address in (
        reverse("desk:answers"),
        reverse("desk:answer", args=[answer.id]),
        reverse("desk:contact", args=[contact.id]),
        reverse("desk:contact_answers", args=[contact.id]),
    ):
        html = desk.get(address).content.decode()
        assert "<script>alert" not in html
        assert "<img src=x" not in html


def test_the_library_begins_with_the_profiles_answers(operator: Actor, client_of: ClientOf) -> None:
    desk = client_of(operator)
    starters = reverse("desk:answers_starters")
    assert starters in desk.get(reverse("desk:answers")).content.decode()
    assert desk.post(starters).status_code == 302
    count = Version.objects.count()
    assert count >= 40
    assert desk.post(starters).status_code == 302  # twice is once
    assert Version.objects.count() == count
    assert starters not in desk.get(reverse("desk:answers")).content.decode()
