"""Answers of the library, through the real actions."""

from typing import Any

from smartsafe.answers import actions
from smartsafe.answers.models import Answer
from smartsafe.people.actors import Actor

AN_ANSWER: dict[str, Any] = {
    "language": "sr",
    "audience": "child",
    "threats": ["sextortion"],
    "title": "Уцена снимком: шта сада",
    "text": "Добро је што пишеш. Не шаљи ништа више и не плаћај. Позови нас: {phone}. {name_of_operator}",
}


def a_proposal(author: Actor, **changes: Any) -> Answer:
    return actions.propose(author, **{**AN_ANSWER, **changes})


def an_answer(author: Actor, approver: Actor, **changes: Any) -> Answer:
    """An answer in use."""
    answer = a_proposal(author, **changes)
    actions.approve(approver, answer_id=answer.id, number=1)
    return answer
