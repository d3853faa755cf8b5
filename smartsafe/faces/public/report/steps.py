"""The two forms as data: which questions, in which order, with which words."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import forms


@dataclass(frozen=True, slots=True)
class Step:
    """One screen. `title` is the question; `mine` the same question to the child itself, when it differs."""

    code: str
    short: str | Promise  # in the row of steps
    title: str | Promise
    form: type[forms.StepForm]
    template: str
    lead: str | Promise = ""
    mine: str | Promise = ""

    def question(self, about: str) -> str:
        return str(self.mine if about == "me" and self.mine else self.title)


ABOUT = Step(
    code="about",
    short=_("Who"),
    title=_("Who is this about?"),
    form=forms.AboutForm,
    template="public/report/about.html",
)
WHAT = Step(
    code="what",
    short=_("What"),
    title=_("What is happening?"),
    lead=_("Choose every sentence that fits. If none does, choose the last one."),
    form=forms.WhatForm,
    template="public/report/what.html",
)
WORDS = Step(
    code="words",
    short=_("Tell us"),
    title=_("Tell us what happened"),
    lead=_("Write as you would tell a friend. Spelling does not matter, and a few words are enough."),
    form=forms.WordsForm,
    template="public/report/words.html",
)
HELP_WORDS = Step(
    code="words",
    short=_("Tell us"),
    title=_("What can we help you with?"),
    lead=_("Ask anything about life online. No question is silly, and nobody will be angry."),
    form=forms.HelpWordsForm,
    template="public/report/help_words.html",
)
FILES = Step(
    code="files",
    short=_("Files"),
    title=_("Do you have something to show?"),
    lead=_("A screenshot of the messages or the profile can help. It is fine to have nothing."),
    form=forms.FilesForm,
    template="public/report/files.html",
)
CHILD = Step(
    code="child",
    short=_("Age, place"),
    title=_("A little about the child"),
    mine=_("A little about you"),
    lead=_("None of this says who it is. Leave out whatever you like."),
    form=forms.ChildForm,
    template="public/report/child.html",
)
DANGER = Step(
    code="danger",
    short=_("Danger"),
    title=_("Is anyone in danger right now?"),
    lead=_("For example: somebody may get hurt, or is on the way to meet a stranger."),
    form=forms.DangerForm,
    template="public/report/danger.html",
)
CONTACT = Step(
    code="contact",
    short=_("Answer"),
    title=_("How should we answer you?"),
    lead=_("Either way you get a code. With it you read our answer on this site."),
    form=forms.ContactForm,
    template="public/report/contact.html",
)
CHECK = Step(
    code="check",
    short=_("Send"),
    title=_("Look it over, then send"),
    lead=_("Nothing was sent yet. You can change every answer."),
    form=forms.CheckForm,
    template="public/report/check.html",
)


@dataclass(frozen=True, slots=True)
class Path:
    """A form: its name in the addresses, the service it asks for, its steps."""

    name: str
    service: str
    title: str | Promise
    steps: tuple[Step, ...]

    def step(self, code: str) -> Step | None:
        return next((step for step in self.steps if step.code == code), None)

    def after(self, step: Step) -> Step:
        return self.steps[min(self.steps.index(step) + 1, len(self.steps) - 1)]

    def before(self, step: Step) -> Step | None:
        position = self.steps.index(step)
        return self.steps[position - 1] if position else None

    def address(self, step: Step) -> str:
        if step is self.steps[0]:
            return reverse(f"public:{self.name}")
        return reverse(f"public:{self.name}_step", args=[step.code])

    def row(self) -> list[tuple[str, Any]]:
        return [(step.code, step.short) for step in self.steps]


REPORT = Path("report", "hotline", _("Report something"), (ABOUT, WHAT, WORDS, FILES, CHILD, DANGER, CONTACT, CHECK))
HELP = Path("help", "helpline", _("Get help"), (ABOUT, HELP_WORDS, CHILD, DANGER, CONTACT, CHECK))
PATHS = {path.name: path for path in (REPORT, HELP)}
