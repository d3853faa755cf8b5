"""What schools are written: plain words, the time, the link. Nothing in the subject that tells of whom."""

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from smartsafe.country.profile import profile

from .actions.booking import link_token
from .calendar_files import calendar_file
from .models import Letter
from .rules import KINDS
from .times import span

# The public face's page; the process that writes letters may not serve that face.
OFFER_PAGE = "/{language}/activities/offer/{token}/"


@dataclass(frozen=True, slots=True)
class Written:
    subject: str
    body: str
    calendar: bytes = b""


def written(letter: Letter, name: str) -> Written:
    """In the school's language."""
    row = letter.activity
    with translation.override(row.language or profile().languages[0].code):
        kind = str(KINDS[row.kind])
        centre = profile().centre
        end = f"{centre.name}\n{centre.phone} · {centre.email}"
        begin = _("Good day, {name},").format(name=name)
        told = {"kind": kind.lower(), "place": row.place, "number": row.number}
        if letter.kind == "offer" and letter.offer is not None:
            when = span(letter.offer.starts_at, letter.offer.ends_at)
            address = _page(link_token(letter.offer))
            body = _(
                "you asked us for an activity ({kind}) at “{place}”. We offer this time:\n\n{when}\n\n"
                "Please tell us whether it suits you, within ten days:\n{address}\n\n"
                "Only whoever has this link can answer, and only once.\nNumber: {number}"
            ).format(when=when, address=address, **told)
            subject = _("Our offer for your school")
            return Written(subject, f"{begin}\n\n{body}\n\n{end}\n")
        if letter.kind == "confirmed" and row.starts_at and row.ends_at:
            body = _(
                "it is settled: we come to “{place}” ({kind}).\n\n{when}\n\n"
                "The calendar file is attached. If anything changes, please call us.\nNumber: {number}"
            ).format(when=span(row.starts_at, row.ends_at), **told)
            return Written(
                _("It is settled: the time of our visit"), f"{begin}\n\n{body}\n\n{end}\n", calendar_file([row])
            )
        body = _(
            "unfortunately the activity that you asked for ({kind}, “{place}”) cannot take place.\n\n{reason}\n\n"
            "You can ask for another date at any time.\nNumber: {number}"
        ).format(reason=row.reason, **told)
        return Written(_("About the activity that you asked for"), f"{begin}\n\n{body}\n\n{end}\n")


def _page(token: str) -> str:
    return profile().centre.site.rstrip("/") + OFFER_PAGE.format(language=get_language(), token=token)
