"""Lessons for one person: every choice is a link or a plain form, so nothing is kept and Back just works."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from smartsafe.country.profile import profile
from smartsafe.learning.lessons import lessons
from smartsafe.learning.queries import lesson as lesson_of
from smartsafe.learning.walking import Walk, walk

AUDIENCES = {"child": _("For children and young people"), "parent": _("For parents"), "teacher": _("For schools")}


@require_safe
def learning(request: HttpRequest) -> HttpResponse:
    shelves = [
        {"name": name, "lessons": [one for one in lessons().values() if one.audience == code]}
        for code, name in AUDIENCES.items()
    ]
    return render(request, "public/learning/learning.html", {"shelves": [one for one in shelves if one["lessons"]]})


@require_safe
def lesson(request: HttpRequest, lesson: str) -> HttpResponse:
    """`so_far`: the choices made, one digit each; `pick`: the choice made on the page just left, now answered."""
    found = lesson_of(lesson)
    here = walk(found, request.GET.get("so_far", ""))
    context: dict[str, Any] = {"lesson": found, "walk": here, "unpicked": False}
    if here.step is None:
        context |= {"threat": profile().threat(found.threat)}
        return render(request, "public/learning/end.html", context)
    if "pick" in request.GET or "asked" in request.GET:
        after = walk(found, here.picks + request.GET.get("pick", "")[:1])
        if len(after.taken) > len(here.taken):
            return render(request, "public/learning/answered.html", context | _answered(after))
        context["unpicked"] = True
    return render(request, "public/learning/step.html", context)


def _answered(after: Walk) -> dict[str, Any]:
    return {"after": after, "chosen": after.taken[-1].option, "others": [
        option for option in after.taken[-1].step.options if option is not after.taken[-1].option
    ]}  # fmt: skip


@require_safe
def printed(request: HttpRequest, lesson: str) -> HttpResponse:
    """To be printed from the browser: the questions, and what is said to each answer on the next sheet."""
    return render(request, "public/learning/print.html", {"lesson": lesson_of(lesson)})
