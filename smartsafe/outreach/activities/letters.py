"""What schools are written: plain words, the time, the link. Nothing in the subject that tells of whom."""

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from smartsafe import clock
from smartsafe.country.profile import profile

from .actions.booking import answerable, link_token
from .calendar_files import CANCEL, REQUEST, calendar_file
from .models import Letter
from .rules import CONFIRMED, KINDS, OFFERED, SETTLED_LETTERS
from .times import span

# The public face's page; the process that writes letters may not serve that face.
OFFER_PAGE = "/{language}/activities/offer/{token}/"


@dataclass(frozen=True, slots=True)
class Written:
    subject: str
    body: str
    calendar: bytes = b""
    method: str = ""  # of the calendar file


def still_true(letter: Letter) -> bool:
    """A letter waits, for seconds or for a mail server's hours; what it says may have been taken back meanwhile."""
    row = letter.activity
    if letter.kind == "offer":
        return row.status == OFFERED and letter.offer is not None and answerable(letter.offer)
    if letter.kind in SETTLED_LETTERS:
        newer = row.letters.filter(kind__in=SETTLED_LETTERS, pk__gt=letter.pk).exists()
        return row.status == CONFIRMED and row.ends_at is not None and row.ends_at > clock.now() and not newer
    return row.status == letter.kind


def written(letter: Letter, name: str, address: str = "") -> Written:
    """In the school's language. `address`: to whom the calendar file is made out."""
    row = letter.activity
    with translation.override(row.language or profile().languages[0].code):
        kind = str(KINDS[row.kind])
        centre = profile().centre
        end = f"{centre.name}\n{centre.phone} · {centre.email}"
        begin = _("Good day, {name},").format(name=name)
        told = {"kind": kind.lower(), "place": row.place, "number": row.number}
        if letter.kind == "offer" and letter.offer is not None:
            when = span(letter.offer.starts_at, letter.offer.ends_at)
            link = _page(link_token(letter.offer))
            body = _(
                "you asked us for an activity ({kind}) at “{place}”. We offer this time:\n\n{when}\n\n"
                "Please tell us whether it suits you, within ten days:\n{address}\n\n"
                "Only whoever has this link can answer, and only once.\nNumber: {number}"
            ).format(when=when, address=link, **told)
            subject = _("Our offer for your school")
            return Written(subject, f"{begin}\n\n{body}\n\n{end}\n")
        if letter.kind == "confirmed" and row.starts_at and row.ends_at:
            body = _(
                "it is settled: we come to “{place}” ({kind}).\n\n{when}\n\n"
                "The calendar file is attached. If anything changes, please call us.\nNumber: {number}"
            ).format(when=span(row.starts_at, row.ends_at), **told)
            calendar = calendar_file([row], method=REQUEST, attendee=address)
            subject = _("It is settled: the time of our visit")
            return Written(subject, f"{begin}\n\n{body}\n\n{end}\n", calendar, REQUEST)
        if letter.kind == "moved" and row.starts_at and row.ends_at:
            body = _(
                "something changed about our visit ({kind}). This holds now:\n\n{place}\n{when}\n\n"
                "The attached file puts it into your calendar in place of what stood there. "
                "If it does not suit you, please call us.\nNumber: {number}"
            ).format(when=span(row.starts_at, row.ends_at), **told)
            calendar = calendar_file([row], method=REQUEST, attendee=address)
            return Written(_("Our visit: a new time or place"), f"{begin}\n\n{body}\n\n{end}\n", calendar, REQUEST)
        body = _(
            "unfortunately the activity that you asked for ({kind}, “{place}”) cannot take place.\n\n{reason}\n\n"
            "You can ask for another date at any time.\nNumber: {number}"
        ).format(reason=row.reason, **told)
        # A visit that was settled stands in the school's calendar, and has to leave it; only such a one was counted on.
        calendar = calendar_file([row], method=CANCEL, attendee=address) if row.sequence else b""
        subject = _("About the activity that you asked for")
        return Written(subject, f"{begin}\n\n{body}\n\n{end}\n", calendar, CANCEL if calendar else "")


def _page(token: str) -> str:
    return profile().centre.site.rstrip("/") + OFFER_PAGE.format(language=get_language(), token=token)
