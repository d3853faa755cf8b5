"""A year of contacts on all channels: taken, answered, closed, each by the action that people use."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from smartsafe.contacts.actions import handling, reporting
from smartsafe.contacts.answers import AnswerFile, Answers
from smartsafe.contacts.queries import id_of_number
from smartsafe.country.hours import add_working_hours
from smartsafe.country.profile import profile
from smartsafe.evidence.actions import keep_bytes
from smartsafe.language.scripts import to_latin
from smartsafe.people.actors import Actor

from .cast import Cast
from .pictures import picture
from .script import Script, Story
from .time import Year

# How many of a hundred contacts come by which channel (public figures of the centre and of its European sisters)
WRITTEN = {
    "form": 41, "email": 17, "chat": 13, "instagram": 8, "facebook": 6, "tiktok": 4, "viber": 4, "whatsapp": 2,
    "telegram": 2, "partner": 3,
}  # fmt: skip
SPOKEN = {"phone": 92, "in_person": 5, "post": 3}
EMPTY = {"silent": 5, "prank": 3, "wrong_number": 3, "test": 1}
EXACT_AGE = {"5_11": 10, "12_13": 13, "14_15": 14, "16_17": 16}


@dataclass
class Centre:
    """What the demo's deeds share."""

    year: Year
    cast: Cast
    script: Script
    chance: Random
    pictures: int = 0

    def operator(self) -> Actor:
        return self.chance.choice(self.cast.all("operator"))

    def one_of(self, weights: dict[str, int]) -> str:
        return self.chance.choices(list(weights), list(weights.values()))[0]

    def story(self) -> Story:
        stories = self.script.story
        return self.chance.choices(stories, [story.weight for story in stories])[0]

    def town(self) -> str:
        return self.chance.choice(self.script.towns) if self.chance.random() < 0.7 else ""


@dataclass
class Written:
    """A written contact once it is there, and the code by which its reporter comes back."""

    id: UUID
    code: str

    def conversation(self) -> reporting.Conversation:
        found = reporting.open_conversation(self.code)
        assert found is not None  # noqa: S101, the code is the one just given
        return found


def a_call(centre: Centre, moment: datetime) -> None:
    """Somebody calls; one in five calls holds nobody to help."""

    def pick_up() -> None:
        if centre.chance.random() < 0.2:
            handling.record_silent_call(centre.operator(), kind=centre.one_of(EMPTY))
            return
        story = centre.story()
        handling.take_call(
            centre.operator(),
            text=story.text,
            subject=story.subject,
            channel=centre.one_of(SPOKEN),
            outcome=story.outcome if centre.chance.random() < 0.96 else "",
            threat=story.threat,
            harms=list(story.harms),
            reporter_kind=story.reporter,
            child_age_band=story.age,
            child_gender=story.gender,
            place_of_harm=story.place,
            municipality=centre.town(),
        )

    centre.year.at(moment, pick_up)


def report(
    centre: Centre, story: Story, *, channel: str = "form", municipality: str = "", pictures: int = 0
) -> Written:
    """Somebody writes, now."""
    latin = centre.chance.random() < 0.25
    files = [_picture(centre) for _ in range(pictures)]
    answers = Answers(
        service=profile().threat(story.threat).service,
        reporter_kind=story.reporter,
        threats=[story.threat],
        text=to_latin(story.text) if latin else story.text,
        links=[word.rstrip(".,?") for word in story.text.split() if word.startswith("http")],
        place_of_harm=story.place,
        age_band=story.age,
        exact_age=EXACT_AGE.get(story.age) if centre.chance.random() < 0.5 else None,
        gender=story.gender,
        municipality=municipality or centre.town(),
        danger=True if story.danger else None,
        files=files,
    )
    receipt = reporting.take_in(answers=answers, channel=channel, language="sr-latn" if latin else "sr")
    return Written(id_of_number(centre.cast.first("supervisor"), receipt.number), receipt.code)


def _picture(centre: Centre) -> AnswerFile:
    centre.pictures += 1
    item, key = keep_bytes(f"screenshot-{centre.pictures}.png", picture(centre.pictures))
    return AnswerFile(item.id, key)


def a_letter(centre: Centre, moment: datetime) -> None:
    """Somebody writes, gets an answer in a working day, sometimes writes back, and is advised."""
    story, chance = centre.story(), centre.chance

    def arrive() -> None:
        channel = centre.one_of(WRITTEN)
        written = report(centre, story, channel=channel, pictures=int(channel == "form" and chance.random() < 0.15))
        operator = centre.operator()
        answered = add_working_hours(moment, chance.uniform(0.3, 6))
        centre.year.at(answered, lambda: _answer(centre, operator, written, story, answered))

    centre.year.at(moment, arrive)


def _answer(centre: Centre, operator: Actor, written: Written, story: Story, moment: datetime) -> None:
    assess(operator, written.id, story)
    if story.danger:
        handling.acknowledge_danger(centre.cast.first("supervisor"), contact_id=written.id)
    done = not story.answer and centre.chance.random() < 0.8
    handling.reply(operator, contact_id=written.id, text=story.reply, close_as=story.outcome if done else "")
    if done:
        return
    heard = moment + timedelta(hours=centre.chance.uniform(1, 40))
    closed = add_working_hours(heard, centre.chance.uniform(0.5, 5))
    if story.answer and centre.chance.random() < 0.6:
        centre.year.at(heard, lambda: reporting.write_more(written.conversation(), text=story.answer))
        centre.year.at(closed, lambda: _end(centre, operator, written.id, story.outcome))
    else:  # silence: closed after two weeks
        later = add_working_hours(moment, 80)
        centre.year.at(later, lambda: _end(centre, operator, written.id, story.outcome))


def _end(centre: Centre, operator: Actor, contact_id: UUID, outcome: str) -> None:
    handling.close(operator, contact_id=contact_id, outcome=outcome)


def assess(operator: Actor, contact_id: UUID, story: Story) -> None:
    """Look at it and write the assessment."""
    handling.look(operator, contact_id=contact_id)
    handling.triage(
        operator,
        contact_id=contact_id,
        threat=story.threat,
        harms=list(story.harms),
        urgency="immediate" if story.danger else profile().threat(story.threat).urgency,
        subject=story.subject,
    )


def fill_the_year(centre: Centre, *, calls: int, letters: int) -> None:
    """Spread contacts over the last year; more of them in the school months, and a handful from today."""
    days = [day for day in range(2, 364) if not (180 < (centre.year.ago(day).timetuple().tm_yday) < 245)]
    days += [day for day in range(2, 364) if day not in set(days)][::3]
    for _ in range(calls):
        moment = None
        while moment is None:
            moment = centre.year.open_moment(centre.year.ago(centre.chance.choice(days)))
        a_call(centre, moment)
    for _ in range(letters):
        a_letter(centre, centre.year.any_moment(centre.year.ago(centre.chance.choice(days))))
    for hours in (1, 2.5, 4, 7, 11, 16, 21, 30, 42):
        a_letter(centre, centre.year.ago(hours / 24))


def special_contacts(centre: Centre) -> None:
    """What a demonstration wants to show besides: merged, unassigned to a team, withdrawn, a late note, a draft."""
    script, year = centre.script, centre.year

    def twice() -> None:
        story = script.about("fake_profile")
        first, second = report(centre, story), report(centre, story)
        analyst = centre.cast.first("analyst")
        assess(analyst, first.id, story)
        handling.add_note(analyst, contact_id=first.id, text=script.words.note)
        handling.merge(analyst, contact_id=second.id, into_id=first.id)

    def withdrawn() -> None:
        story = script.about("stalking")
        written = report(centre, story)
        assess(centre.operator(), written.id, story)
        handling.reply(centre.operator(), contact_id=written.id, text=story.reply)
        reporting.ask_withdrawal(written.conversation())

    def half_written() -> None:
        story = script.about("grooming")
        written = report(centre, story, pictures=2)
        for operator in centre.cast.all("operator"):
            assess(operator, written.id, story)
            handling.save_draft(operator, contact_id=written.id, text=story.reply[: len(story.reply) // 2])

    def reopened() -> None:
        story = script.about("privacy")
        written = report(centre, story)
        operator = centre.operator()
        assess(operator, written.id, story)
        handling.reply(operator, contact_id=written.id, text=story.reply, close_as="advised")
        handling.reopen(operator, contact_id=written.id)

    deeds: list[tuple[float, Callable[[], None]]] = [
        (3.2, twice),
        (2.1, withdrawn),
        (0.9, half_written),
        (5.3, reopened),
    ]
    for days, deed in deeds:
        year.at(year.ago(days), deed)
