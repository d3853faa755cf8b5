"""Reports as PDF: a campaign in figures, which can be filed and sent."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils import formats, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from .typesetting import typeset


def campaign_report(
    *, name: str, summary: str, starts_on: date, ends_on: date, lists: Mapping[str, Sequence[str]],
    reached: Mapping[str, int], cities: Sequence[tuple[str, int, int]], reach: Sequence[tuple[str, int, date, str]],
    totals: Sequence[tuple[str, int]], language: str, materials: Sequence[tuple[str, int]] = (),
) -> bytes:  # fmt: skip
    """People in rooms, by city, reach with its sources, and how often its materials were taken."""
    with translation.override(language):

        def written(day: date) -> str:
            return formats.date_format(day, "j. n. Y.")

        titles = {
            "goals": _("Goals"), "partners": _("Partners"), "brands": _("Brands"), "ambassadors": _("Ambassadors"),
        }  # fmt: skip
        data = {
            "language": "en" if language == "en" else "sr",
            "title": name,
            "period": f"{written(starts_on)} – {written(ends_on)}",
            "summary": summary,
            "figures": [
                [_("Activities"), str(reached["presentations"])],
                [_("Cities"), str(len(cities))],
                [_("Pupils"), str(reached["pupils"])],
                [_("Parents"), str(reached["parents"])],
                [_("Teachers"), str(reached["teachers"])],
                *([kind, str(number)] for kind, number in totals),
            ],
            "lists": [[titles[code], list(lines)] for code, lines in lists.items() if lines],
            "tables": [
                {
                    "title": _("By city"),
                    "head": [_("City"), _("Activities"), pgettext("count", "People")],
                    "rows": [[city, str(number), str(people)] for city, number, people in cities],
                },
                {
                    "title": _("Materials"),
                    "head": [_("Title"), "", _("Downloads")],
                    "rows": [[title, "", str(number)] for title, number in materials],
                },
                {
                    "title": _("Reach"),
                    "head": [_("Source"), _("Day"), _("Number")],
                    "rows": [[f"{kind}: {source}", written(day), str(number)] for kind, number, day, source in reach],
                },
            ],
        }
    return typeset("report.typ", data)
