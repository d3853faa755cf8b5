"""What families read: advice by threat, statements about the centre, helplines elsewhere."""

from pydantic import Field

from .shape import Code, Https, Shape
from .text import Text


class Steps(Shape):
    """What to do now, by who you are."""

    child: tuple[Text, ...] = Field(min_length=3, max_length=6)
    parent: tuple[Text, ...] = Field(min_length=3, max_length=6)
    teacher: tuple[Text, ...] = Field(min_length=3, max_length=6)


class Advice(Shape):
    what: tuple[Text, ...] = Field(min_length=1, max_length=4)  # paragraphs
    comfort: Text  # the sentence a child needs first
    steps: Steps
    we: tuple[Text, ...] = Field(min_length=1, max_length=6)  # what the centre can do
    dont: tuple[Text, ...] = Field(min_length=1, max_length=6)
    related: tuple[Code, ...] = ()


class Section(Shape):
    heading: Text
    paragraphs: tuple[Text, ...] = ()
    points: tuple[Text, ...] = ()


class Statement(Shape):
    title: Text
    lead: Text
    updated: str = Field(pattern=r"^\d{4}-\d\d-\d\d$")
    sections: tuple[Section, ...] = Field(min_length=1)


class Statements(Shape):
    about: Statement
    privacy: Statement
    accessibility: Statement


class Helpline(Shape):
    country: Text
    country_code: str = Field(pattern=r"^[A-Z]{2}$")
    name: str = Field(min_length=1)
    number: str = Field(pattern=r"^[0-9 +*-]+$")
    languages: tuple[str, ...] = Field(min_length=1)  # ISO 639 codes, for search
    languages_named: Text
    site: Https | None = None
