"""One lesson on the board, answered by a class on its phones. The teacher's browser holds the classroom in a signed
cookie, each pupil's a number drawn by chance; both end with the browser or three hours later."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID, uuid4, uuid5

import segno
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from smartsafe.learning import actions, queries
from smartsafe.learning.errors import ClassroomFull, MovedOn, NoSuchClassroom, TooManyClassrooms
from smartsafe.learning.queries import Board
from smartsafe.learning.rules import LASTS

from ..doors import private
from ..pace import SLOWLY, too_many_classrooms, too_many_misses, too_many_voices

BOARD, PUPIL = "board", "pupil"
SALT = "smartsafe.learning"
View = Callable[[HttpRequest, UUID], HttpResponse]


def _hold(response: HttpResponse, cookie: str, value: UUID) -> HttpResponse:
    held = signing.dumps(str(value), salt=f"{SALT}.{cookie}")
    response.set_cookie(cookie, held, httponly=True, secure=settings.CSRF_COOKIE_SECURE, samesite="Strict")
    return response


def _held(request: HttpRequest, cookie: str) -> UUID | None:
    try:
        return UUID(signing.loads(request.COOKIES.get(cookie, ""), salt=f"{SALT}.{cookie}", max_age=LASTS))
    except (signing.BadSignature, ValueError):
        return None


@private
def begin(request: HttpRequest, lesson: str) -> HttpResponse:
    """A new classroom, and its board. A GET explains what will happen."""
    found = queries.lesson(lesson)
    refused: object = ""
    if request.method == "POST":
        try:
            if not too_many_classrooms(request):
                opened = actions.open_classroom(lesson=lesson)
                return _hold(redirect("public:class_board"), BOARD, opened)
            refused = SLOWLY
        except TooManyClassrooms as error:
            refused = error
    context = {"lesson": found, "refused": refused}
    return render(request, "public/learning/begin.html", context, status=429 if refused else 200)


def _number(typed: str) -> int:
    """-1 where it is none that a lesson has."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else -1


def _at_the_board(view: View) -> Callable[..., HttpResponseBase]:
    @private
    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        held = _held(request, BOARD)
        if held is None:
            return redirect("public:learning")
        try:
            return view(request, held)
        except NoSuchClassroom:
            return render(request, "public/learning/over.html", {"theirs": False})

    return guarded


@_at_the_board
def board(request: HttpRequest, held: UUID) -> HttpResponse:
    """What everybody sees; a POST with `do`: reveal, next or end."""
    if request.method == "POST":
        _step(held, request.POST.get("do", ""), request.POST.get("place", ""))
        return redirect("public:class_board")
    return render(request, "public/learning/board.html", _shown(request, queries.board(held)))


def _step(held: UUID, verb: str, place: str) -> None:
    if verb == "reveal":
        actions.reveal(classroom=held, place=_number(place))
    elif verb == "next":
        actions.move_on(classroom=held, place=_number(place))
    elif verb == "end":
        actions.end_classroom(classroom=held)


@_at_the_board
def results(request: HttpRequest, held: UUID) -> HttpResponse:
    """The counts alone, which the board's script asks for while answers come in."""
    return render(request, "public/learning/_results.html", _shown(request, queries.board(held)))


def _shown(request: HttpRequest, found: Board) -> dict[str, object]:
    address = request.build_absolute_uri(reverse("public:class_seat", args=[found.code]))
    drawn = segno.make(address, error="m").svg_inline(scale=4, border=2, omitsize=True, svgclass="qr", lineclass=None)
    title = escape(_("A square code that leads a phone to this classroom"))
    drawn = drawn.replace("<svg ", f'<svg role="img" aria-label="{title}" ', 1)
    return {"board": found, "lesson": found.walk.lesson, "address": address, "qr": SafeString(drawn)}


@private
def find(request: HttpRequest) -> HttpResponse:
    """Where pupils type the number from the board."""
    typed = request.GET.get("number")
    if typed is None:
        return render(request, "public/learning/find.html", {"typed": ""})
    number = "".join(sign for sign in typed[:40] if sign.isascii() and sign.isdigit())
    try:
        queries.seat(number)
    except NoSuchClassroom as error:
        if too_many_misses(request):  # whoever tries number after number learns nothing any more
            return render(request, "public/learning/find.html", {"typed": typed[:40], "refused": SLOWLY}, status=429)
        return render(request, "public/learning/find.html", {"typed": typed[:40], "refused": error}, status=404)
    return redirect("public:class_seat", number)


@private
def seat(request: HttpRequest, code: str) -> HttpResponse:
    """A pupil's page: the open step; after a choice, what was chosen and a way to look for the next step."""
    refused: object = None
    held = _held(request, PUPIL)
    mine = held or uuid4()
    chosen = -1
    try:
        if request.method == "POST":
            chosen, refused = _choose(request, code, mine, new=held is None)
        found = queries.seat(code)
    except NoSuchClassroom:
        status = 429 if too_many_misses(request) else 404
        return render(request, "public/learning/over.html", {"theirs": True}, status=status)
    context = {"board": found, "lesson": found.walk.lesson, "refused": refused, "chosen": chosen}
    response = render(request, "public/learning/seat.html", context, status=409 if refused else 200)
    return _hold(response, PUPIL, mine) if request.method == "POST" else response


def _choose(request: HttpRequest, code: str, mine: UUID, *, new: bool) -> tuple[int, object]:
    place, option = (_number(request.POST.get(name, "")) for name in ("place", "option"))
    if too_many_voices(request, code, new=new):
        return -1, SLOWLY
    try:
        # In each classroom another number, so that nobody's choices here and there can be put together.
        actions.answer(code=code, pupil=uuid5(mine, code), place=place, option=option)
    except (MovedOn, ClassroomFull) as error:
        return -1, error
    return option, None
