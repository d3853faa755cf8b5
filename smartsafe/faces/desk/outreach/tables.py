"""Views whose form carries a table: small, read in memory, never written to a disk, sealed nowhere."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect

MOST_NAMED = 30


def told_already(lines: list[int]) -> str:
    """Which lines of a table were left out because what they say was there."""
    named = ", ".join(map(str, lines[:MOST_NAMED])) + (" …" if len(lines) > MOST_NAMED else "")
    said = ngettext(
        "{count} line was there already and is left out: {lines}.",
        "{count} lines were there already and are left out: {lines}.",
        len(lines),
    )
    return said.format(count=len(lines), lines=named)


View = Callable[..., HttpResponseBase]


def takes_table(view: View) -> View:
    """Outermost. What is too large for memory is not read at all, and the form says that the table is missing."""
    protected = csrf_protect(view)

    @csrf_exempt  # only until the handler is set: the check reads the form
    @wraps(view)
    def handed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.upload_handlers = [MemoryFileUploadHandler(request)]
        return protected(request, *args, **kwargs)

    return handed
