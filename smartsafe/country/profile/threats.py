"""What may be happening to a child, and what the law says about it."""

from pydantic import Field

from .shape import Code, Https, Icon, Shape, ShortCode, TinyCode
from .text import Text


class Threat(Shape):
    code: Code
    label: Text  # the official term
    question: Text  # what a child would say
    icon: Icon  # a lucide icon
    service: TinyCode  # helpline, hotline or education when the person did not choose
    insafe: Code  # topic of the Insafe network's reports
    harms: tuple[ShortCode, ...] = Field(min_length=1)
    legal: tuple[Code, ...] = ()  # codes of legal hints
    urgency: TinyCode = "normal"
    hotline: bool = False  # offered on the report of illegal content
    sexual: bool = False  # possibly abuse material: files are never asked for


class LegalHint(Shape):
    """A hint for people, never a decision."""

    code: Code
    article: str = Field(min_length=1)
    law: Text
    title: Text
    note: Text | None = None
    source: Https | None = None
