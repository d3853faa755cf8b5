"""What else fills the days of the demo centre: chats, ready answers put into use, a note to the next shift."""

from datetime import datetime, timedelta
from functools import partial

from smartsafe.answers import actions as library
from smartsafe.answers.models import Version
from smartsafe.answers.rules import APPROVED, PROPOSED
from smartsafe.channels.chat.actions import answering, asking
from smartsafe.people.actions import handover
from smartsafe.vault.receipts import new_code

from .contacts import Centre

CHATS = (("cyberbullying", 12.0), ("privacy", 6.0), ("excessive_use", 3.0))
IN_USE, USES = 6, 9


def a_few_chats(centre: Centre) -> None:
    """Some children asked in the chat, were answered and left."""
    for threat, days in CHATS:
        centre.year.at(_open(centre, days), partial(_a_chat, centre, threat))


def _open(centre: Centre, days: float) -> datetime:
    """A moment at which the line was open, so many days ago or a little earlier."""
    for more in range(15):
        if moment := centre.year.open_moment(centre.year.ago(days + more)):
            return moment
    raise ValueError("The line was never open")


def _a_chat(centre: Centre, threat: str) -> None:
    story, operator, words = centre.script.about(threat), centre.operator(), centre.script.words
    talk = asking.start(
        code=new_code(), question=story.text, language="sr", age_band=story.age, threat=story.threat
    )  # fmt: skip
    answering.take(operator, chat_id=talk.contact_id)
    answering.answer(operator, chat_id=talk.contact_id, text=words.question)
    asking.say(talk, text=words.given)
    answering.answer(operator, chat_id=talk.contact_id, text=words.advice)
    asking.leave(talk)


def the_library(centre: Centre) -> None:
    """The profile's answers to begin with are proposed; a supervisor approves some, and they are taken."""

    def begin() -> None:
        library.propose_starters(centre.cast.first("analyst"))
        supervisor = centre.cast.first("supervisor")
        waiting = Version.objects.filter(status=PROPOSED).order_by("answer_id")[:IN_USE]
        for version in list(waiting):
            library.approve(supervisor, answer_id=version.answer_id, number=version.number)

    def take() -> None:
        in_use = Version.objects.filter(status=APPROVED).order_by("answer_id").values_list("answer_id", flat=True)
        for turn in range(USES):
            library.count_use(centre.operator(), answer_id=in_use[min(turn // 3, len(in_use) - 1)])

    centre.year.at(centre.year.ago(40), begin)
    centre.year.at(centre.year.ago(1), take)


def a_note_to_the_next_shift(centre: Centre) -> None:
    def write() -> None:
        handover.write_note(centre.cast.all("operator")[-1], text=centre.script.words.handover)

    if centre.script.words.handover:
        centre.year.at(centre.year.now - timedelta(minutes=40), write)
