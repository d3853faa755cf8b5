"""How fast something may come from one place or into one form, without keeping the place.

A whole class may sit behind one address: limits are wide for people and narrow for programs. An address becomes a
keyed hash under a key that is made anew in every process and never leaves it; of each there is one moment, no list.
"""

import hashlib
import secrets
import time
from collections import OrderedDict

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from smartsafe.evidence.uploads import SealedUpload

from .comeback.guessing import address_of

WITHIN = 10 * 60  # seconds, in which may come from one place, at most …
FORMS = 40  # … forms begun,
SAVES = 3_000  # … answers saved (an open form saves by itself every five seconds),
FILES = 100  # … files sent,
WRITTEN = 40  # … further messages,
REQUESTS = 12  # … schools' requests, events, applications, practices, each (many may sit behind one address),
LETTERS = 40  # … letters asked for (newsletter, ways in; a whole training sits in one room),
LETTERS_OF_ALL = 400  # … from everywhere: nobody makes us write to the whole country,
GUESSES = 60  # … codes that open no evaluation (a whole hall mistypes),
VOICES = 3_000  # … choices made in classrooms (a school sits behind one address),
PUPILS = 60  # … phones new in one classroom,
CLASSROOMS = 10  # … classrooms opened,
CLASS_MISSES = 100  # … numbers tried under which no classroom is open,
VOTES, VOTES_WITHIN = 40, 24 * 60 * 60  # … voices in one public poll: a class at once, a program never many;
GUARDIANS, GUARDIANS_WITHIN = 3, 24 * 60 * 60  # … letters to one guardian;
PRINTS = 60  # … PDFs that have to be set on paper first;
SAVES_OF_ONE = 300  # and into one form, from wherever
REMEMBERED = 20_000  # the oldest forgotten first

SLOWLY = _(
    "Very much came from this internet connection in a short time, so this was not taken yet. "
    "What you wrote still stands here. Wait a minute, then press the button again."
)
FILES_SLOWLY = _(
    "Very many files came from this internet connection in a short time, so these were not taken yet. "
    "Wait a few minutes, then choose them again."
)
PRINTS_SLOWLY = _(
    "Very many documents were asked for from this internet connection in a short time. "
    "Wait a minute, then try once more."
)

_KEY = secrets.token_bytes(32)
_until: "OrderedDict[bytes, float]" = OrderedDict()


def one_more(what: bytes, most: int, within: float) -> bool:
    """Whether there were too many already; counts this one when not. After `within / most` seconds one fits again."""
    kept = hashlib.blake2b(what, key=_KEY, digest_size=16).digest()
    now, step = time.monotonic(), within / most
    filled = max(_until.get(kept, now), now)
    if filled - now > within - step + 1e-6:
        return True
    _until[kept] = filled + step
    _until.move_to_end(kept)
    while len(_until) > REMEMBERED:
        _until.popitem(last=False)
    return False


def _from_here(request: HttpRequest, what: str, most: int) -> bool:
    return one_more(f"{what} {address_of(request)}".encode(), most, WITHIN)


def too_many_forms(request: HttpRequest) -> bool:
    return _from_here(request, "form", FORMS)


def too_many_saves(request: HttpRequest, form_id: bytes) -> bool:
    return one_more(b"save " + form_id, SAVES_OF_ONE, WITHIN) or _from_here(request, "save", SAVES)


def too_much_written(request: HttpRequest) -> bool:
    return _from_here(request, "write", WRITTEN)


def too_many_requests(request: HttpRequest, kind: str = "school") -> bool:
    """Each kind of form apart: a school that asks for a talk may register an event too."""
    return _from_here(request, f"request {kind}", REQUESTS)


def too_many_letters(request: HttpRequest) -> bool:
    return _from_here(request, "letter", LETTERS) or one_more(b"letters", LETTERS_OF_ALL, WITHIN)


def too_many_votes(request: HttpRequest, poll: bytes) -> bool:
    return one_more(b"vote " + poll + address_of(request).encode(), VOTES, VOTES_WITHIN)


def too_many_to_guardian(email: str) -> bool:
    return one_more(b"guardian " + email.casefold().encode(), GUARDIANS, GUARDIANS_WITHIN)


def too_many_prints(request: HttpRequest) -> bool:
    return _from_here(request, "print", PRINTS)


def too_many_guesses(request: HttpRequest) -> bool:
    return _from_here(request, "guess", GUESSES)


def too_many_voices(request: HttpRequest, classroom: str, *, new: bool) -> bool:
    return _from_here(request, "voice", VOICES) or (new and _from_here(request, f"pupil {classroom}", PUPILS))


def too_many_classrooms(request: HttpRequest) -> bool:
    return _from_here(request, "classroom", CLASSROOMS)


def too_many_misses(request: HttpRequest) -> bool:
    return _from_here(request, "class miss", CLASS_MISSES)


def files_in_time(request: HttpRequest, uploads: list[SealedUpload]) -> tuple[list[SealedUpload], list[str]]:
    """Those that may be kept now, and what is said about the others (their bytes go with the request)."""
    taken = [upload for upload in uploads if not _from_here(request, "file", FILES)]
    return taken, [str(FILES_SLOWLY)] if len(taken) < len(uploads) else []


def forget_all() -> None:
    _until.clear()
