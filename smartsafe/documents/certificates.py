"""Thanks on paper: for a school, or one for each participant. Names are printed and kept nowhere."""

from collections.abc import Sequence
from datetime import date

from django.utils import formats, translation
from django.utils.translation import gettext as _

from .typesetting import typeset


def certificates(
    *, names: Sequence[str], kind: str, place: str, city: str, day: date | None, topics: Sequence[str], people: int,
    number: str, centre: str, ministry: str, language: str,
) -> bytes:  # fmt: skip
    """A PDF/A with a page for each name; without names one for the school."""
    with translation.override(language):
        when = formats.date_format(day, "DATE_FORMAT") if day else ""
        where = f"{place}, {city}" if city else place
        data = {
            "language": "en" if language == "en" else "sr",
            "title": _("Certificate"),
            "names": list(names) or [place],
            "lines": [
                (_("took part in: {kind}") if names else _("was our host: {kind}")).format(kind=kind.lower()),
                f"{where} · {when}",
                ", ".join(topics),
                "" if names or not people else _("People in the room: {people}").format(people=people),
            ],
            "centre": centre,
            "ministry": ministry,
            "number": number,
            "signature": _("For the centre"),
        }
    return typeset("certificate.typ", data)
