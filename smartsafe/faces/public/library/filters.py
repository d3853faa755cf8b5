"""The filters of the library as a plain form that is sent by GET: what is ticked stands in the address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from smartsafe.library import words

TITLES: Mapping[str, Promise] = {
    "audience": _("For whom"),
    "age": _("Age of the child"),
    "topic": _("Topic"),
    "format": _("Kind"),
    "language": _("Language"),
}
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Choice:
    code: str
    name: str
    count: int
    on: bool


@dataclass(frozen=True, slots=True)
class Filter:
    kind: str
    title: Promise
    choices: Sequence[Choice]

    @property
    def on(self) -> bool:
        return any(choice.on for choice in self.choices)


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for; codes that nobody knows are left out."""

    text: str
    chosen: dict[str, Sequence[str]]
    page: int

    @property
    def anything(self) -> bool:
        return bool(self.text or any(self.chosen.values()))


def asked(request: HttpRequest) -> Asked:
    chosen: dict[str, Sequence[str]] = {}
    for kind in words.KINDS:
        known = [code for code, _name in words.choices(kind)]
        wanted = set(request.GET.getlist(kind))
        chosen[kind] = [code for code in known if code in wanted]
    return Asked(request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST], chosen, page_number(request))


def page_number(request: HttpRequest) -> int:
    number = request.GET.get("page", "1")
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 6 else 1


def filters(looked: Asked, counts: Mapping[str, Mapping[str, int]]) -> list[Filter]:
    """Choices that would find nothing are left out, but for those that are ticked."""
    found = []
    for kind, title in TITLES.items():
        choices = [
            Choice(code, str(name), counts[kind].get(code, 0), code in looked.chosen[kind])
            for code, name in words.choices(kind)
        ]
        shown = [choice for choice in choices if choice.count or choice.on]
        if len(shown) > 1 or any(choice.on for choice in shown):
            found.append(Filter(kind, title, shown))
    return found


def address(looked: Asked, **changed: str) -> str:
    """The part of the address after “?”."""
    query = QueryDict(mutable=True)
    if looked.text:
        query["q"] = looked.text
    for kind, codes in looked.chosen.items():
        query.setlist(kind, list(codes))
    for name, value in changed.items():
        query[name] = value
    return query.urlencode()
