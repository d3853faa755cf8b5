"""The centre's work in numbers: a page to quote, and the same as CSV."""

import csv

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .tables import current, prevention, tables


@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    found = current()
    context = {"figures": found, "tables": tables(found), "prevention": prevention()}
    return render(request, "public/statistics/statistics.html", context)


@require_safe
def figures_csv(request: HttpRequest) -> HttpResponse:
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="figures.csv"'
    answer.write("\ufeff")  # spreadsheets read Cyrillic only with it
    lines = csv.writer(answer)
    lines.writerow(["table", "label", "count"])
    for table in tables(current()):
        lines.writerows([table.code, row.label, "" if row.count is None else row.count] for row in table.rows)
    for year, told in prevention():
        counted = {"presentations": told.presentations, "pupils": told.pupils, "parents": told.parents}
        for name, number in {**counted, "teachers": told.teachers}.items():
            lines.writerow([f"prevention-{name}", year, number])
    return answer
