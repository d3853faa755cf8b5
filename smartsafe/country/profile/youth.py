"""The youth programme: who may take part, when a guardian is asked, how long it lasts, what is learnt."""

from pydantic import Field, model_validator

from .shape import Icon, Shape, ShortCode
from .text import Text


class TrainingStep(Shape):
    """One step of the training, and the badge that is given for it."""

    code: ShortCode
    badge: Text
    about: Text
    icon: Icon = "award"


class Youth(Shape):
    youngest: int = Field(ge=7, le=30)
    oldest: int = Field(ge=7, le=35)
    adult: int = Field(default=18, ge=14, le=25)  # below it a guardian's consent is asked for
    data_consent: int = Field(default=16, ge=10, le=18)  # below it the law also asks for consent to keeping the data
    consent_days: int = Field(default=14, gt=0)  # how long a guardian's link is valid
    member_months: int = Field(default=24, gt=0, le=120)  # how long one is a member at most
    kept: int = Field(default=60, gt=0)  # days after the end for which the code still says what happened
    ideas_wait: int = Field(default=120, gt=0)  # days after which an idea that nobody decided about is erased
    steps: tuple[TrainingStep, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _in_order(self) -> "Youth":
        if self.youngest > self.oldest:
            raise ValueError("youngest is above oldest")
        if self.data_consent > self.adult:
            raise ValueError("data_consent is above adult")
        if len({step.code for step in self.steps}) < len(self.steps):
            raise ValueError("a step is there twice")
        return self

    def step(self, code: str) -> TrainingStep | None:
        return next((one for one in self.steps if one.code == code), None)
