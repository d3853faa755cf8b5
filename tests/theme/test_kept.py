"""What is drawn once and shown often: nobody sees another's part, nothing typed stays, nothing old is shown."""

import pytest
from django import forms
from django.template import Context, engines
from django.test import RequestFactory
from django.utils.translation import override

from smartsafe.faces.theme import fields
from smartsafe.faces.theme.forms import KindForm
from smartsafe.live.actions import touch
from smartsafe.people.actors import Actor


class Choosing(KindForm):
    words = forms.CharField(label="Words")
    one = forms.ChoiceField(label="One", choices=[("a", "A"), ("b", "B")])


def test_a_choice_that_was_drawn_once_is_drawn_anew_for_another_value_mistake_or_language() -> None:
    first = fields.drawn(Choosing()["one"])
    assert fields.drawn(Choosing()["one"]) == first
    assert '<option value="b" selected>' in fields.drawn(Choosing(initial={"one": "b"})["one"])
    assert "is-wrong" in fields.drawn(Choosing({"one": "x", "words": "w"})["one"])
    with override("en"):
        assert fields.drawn(Choosing()["one"]) == first, "a required field has no word to translate"


def test_what_was_typed_never_stays() -> None:
    assert "planted-words" in fields.drawn(Choosing({"words": "planted-words", "one": "a"})["words"])
    assert "planted-words" not in repr(fields._kept)


@pytest.mark.django_db
def test_a_kept_part_is_each_persons_own_and_drawn_anew_when_its_topic_moves(
    operator: Actor, supervisor: Actor
) -> None:
    part = engines["django"].from_string(
        '{% load theme %}{% kept "t" "inbox chats" queue %}{{ actor.name }} {{ text }}{% endkept %}'
    )

    def shown(actor: Actor, text: str, queue: str = "open") -> str:
        request = RequestFactory().get("/desk/")
        request.actor = actor  # type: ignore[attr-defined]
        values = {"request": request, "actor": actor, "text": text, "queue": queue}
        return str(part.template.render(Context(values)))

    assert shown(operator, "one") == f"{operator.name} one"
    assert shown(operator, "two") == f"{operator.name} one"
    assert shown(supervisor, "two") == f"{supervisor.name} two"
    assert shown(operator, "two", queue="mine") == f"{operator.name} two"
    touch("chats")
    assert shown(operator, "three") == f"{operator.name} three"
