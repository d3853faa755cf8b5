"""What two contacts share, in words, and how strongly it speaks for one person."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

# How strongly: the same person; the same matter, perhaps the same person; next to nothing
PERSON, MATTER, WEAK = STRENGTHS = ("person", "matter", "weak")
THREAD, MERGED, SPLIT = "thread", "merged", "split"
# Kinds of exact values by which a person is reached: what only they have
OWN = {"email": "own_email", "phone": "own_phone"}
# A value that stands in so many other contacts tells little
OFTEN = 5

WORDS: dict[str, str | Promise] = {
    THREAD: _("the same conversation outside"),
    "own_phone": _("the same telephone number to reach them"),
    "own_email": _("the same e-mail address to reach them"),
    MERGED: _("merged into this one"),
    SPLIT: _("split off from one another"),
    "phone": _("name the same telephone number"),
    "email": _("name the same e-mail address"),
    "handle": _("name the same name online"),
    "url": _("name the same web address"),
    "file": _("brought the same file"),
    "host": _("name the same site"),
}
STRENGTH_WORDS: dict[str, str | Promise] = {
    PERSON: _("very likely the same person"),
    MATTER: _("perhaps the same person, or the same matter"),
    WEAK: _("weak sign"),
}


@dataclass(frozen=True, slots=True)
class Sign:
    """A kind of value that two contacts share. `others`: in how many other objects the rarest such value stands."""

    kind: str
    others: int = 1

    @property
    def strength(self) -> str:
        if self.kind in (THREAD, MERGED, SPLIT, *OWN.values()):
            return PERSON
        return WEAK if self.kind == "host" or self.others > OFTEN else MATTER

    @property
    def words(self) -> str:
        said = str(WORDS[self.kind])
        if self.others <= OFTEN:
            return said
        often = ngettext("as does %(count)d contact", "as do %(count)d contacts", self.others) % {"count": self.others}
        return f"{said} ({often})"


def telling(signs: dict[str, int]) -> tuple[Sign, ...]:
    """The signs by weight; a value that is the person's own is not told a second time as one that is named."""
    kinds = [kind for kind in WORDS if kind in signs and not (kind in OWN and OWN[kind] in signs)]
    found = [Sign(kind, signs[kind]) for kind in kinds]
    return tuple(sorted(found, key=lambda sign: STRENGTHS.index(sign.strength)))
