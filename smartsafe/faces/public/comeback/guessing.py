"""How often wrong codes may be tried from one place, without keeping the place.

An address becomes a keyed hash under a key that is made anew in every process and never leaves it.
"""

import hashlib
import ipaddress
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from .forms import CodeForm

T = TypeVar("T")
WRONG_CODES = 12  # from one place …
WITHIN = 15 * 60  # … in so many seconds
REMEMBERED = 20_000  # places at most, the oldest forgotten first

_KEY = secrets.token_bytes(32)
_wrong: "OrderedDict[bytes, list[float]]" = OrderedDict()


def address_of(request: HttpRequest) -> str:
    """Where the request comes from, of IPv6 the /64 that one household holds whole; to be hashed at once."""
    address: str = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:  # behind our own proxy, which adds the last entry itself
        address = request.headers.get("X-Forwarded-For", address).rsplit(",", 1)[-1].strip()
    return _counted(address)


def _counted(address: str) -> str:
    try:
        known = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(known, ipaddress.IPv4Address):
        return str(known)
    if known.ipv4_mapped:
        return str(known.ipv4_mapped)
    return str(ipaddress.ip_network((known, 64), strict=False))


def _place(request: HttpRequest) -> bytes:
    return hashlib.blake2b(address_of(request).encode(), key=_KEY, digest_size=16).digest()


def _recent(place: bytes) -> list[float]:
    since = time.monotonic() - WITHIN
    return [moment for moment in _wrong.get(place, []) if moment > since]


def too_many(request: HttpRequest) -> bool:
    return len(_recent(_place(request))) >= WRONG_CODES


def was_wrong(request: HttpRequest) -> None:
    place = _place(request)
    _wrong[place] = [*_recent(place), time.monotonic()]
    _wrong.move_to_end(place)
    while len(_wrong) > REMEMBERED:
        _wrong.popitem(last=False)


def opened(request: HttpRequest, form: CodeForm, open_by: Callable[[str], T | None]) -> tuple[T | None, int]:
    """(what the typed code opens, 200), or (None, the status of the page that asks again).

    A wrong code costs the same work and gets the same words, whatever is wrong with it.
    """
    valid = form.is_valid()
    if too_many(request):
        wait = _("There were many wrong codes. Wait %(minutes)d minutes, then try again.")
        form.add_error("code", wait % {"minutes": WITHIN // 60})
        return None, 429
    if valid:
        if found := open_by(form.cleaned_data["code"]):
            return found, 200
        was_wrong(request)
        form.add_error("code", _("This code opens nothing. Check the digits: one of them may be mistyped."))
    return None, 422


def forget_all() -> None:
    _wrong.clear()
