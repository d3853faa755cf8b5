"""How often the library's items were taken in the last twelve months, and the same as CSV."""

import csv
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from smartsafe import clock
from smartsafe.country.hours import zone
from smartsafe.faces.theme.doors import actor_of, needs
from smartsafe.library import figures

EDIT = figures.EDIT


def _since() -> date:
    """The first of this month, a year ago."""
    here = clock.now().astimezone(zone()).date()
    return here.replace(year=here.year - 1, day=1)


@needs(EDIT)
@require_safe
def downloads(request: HttpRequest) -> HttpResponse:
    context = {"found": figures.downloads(actor_of(request), since=_since())}
    return render(request, "desk/library/downloads.html", context)


@needs(EDIT)
@require_safe
def table(request: HttpRequest) -> HttpResponse:
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="downloads.csv"'
    answer.write("\ufeff")  # spreadsheets read Cyrillic only with it
    lines = csv.writer(answer)
    lines.writerow(["month", "address", "title", "language", "count"])
    for month, slug, title, language, count in figures.by_item_and_month(actor_of(request), since=_since()):
        lines.writerow([f"{month:%Y-%m}", slug, _plain(title), language, count])
    return answer


def _plain(title: str) -> str:
    """A title that a spreadsheet would take for a formula is text."""
    return f"'{title}" if title.startswith(("=", "+", "-", "@", "\t")) else title
