"""Taking away: a file, the brochure as PDF, a chosen set as one PDF. Counted by item and day, never by person."""

import re
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from smartsafe.faces.theme.errors import page, title
from smartsafe.library import drawings, queries, words
from smartsafe.library import picture as pictures
from smartsafe.library.actions import downloads
from smartsafe.library.errors import FileTakenDown, NoSuchItem, NothingChosen, TooManyChosen

from .. import pace
from . import typeset
from .withdrawn import file_gone, gone

MOST = 12
_SLUG = re.compile(r"[-a-zA-Z0-9_]{1,255}")


def _language() -> str:
    return get_language() or words.locales()[0][0]


@require_safe
def file(request: HttpRequest, slug: str, file_id: int) -> HttpResponseBase:
    try:
        item_id, name, media, opened = queries.file_of(slug=slug, file_id=file_id)
    except FileTakenDown:
        return file_gone(request, slug)
    except NoSuchItem:
        return gone(request, "item", slug)
    if request.method == "GET":
        downloads.count(item_id)
    answer = FileResponse(opened, as_attachment=True, filename=name, content_type=media)
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


@require_safe
def brochure(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        found = queries.item(language=_language(), slug=slug)
    except NoSuchItem:
        return gone(request, "item", slug)
    return _pdf(request, [found], slug)


@require_safe
def chosen_set(request: HttpRequest) -> HttpResponse:
    """Several items one after another, in the order in which they were ticked."""
    slugs = list(dict.fromkeys(request.GET.getlist("item")))
    if not slugs:
        raise NothingChosen()
    if len(slugs) > MOST:
        raise TooManyChosen(limit=MOST)
    if not all(_SLUG.fullmatch(slug) for slug in slugs):
        raise NoSuchItem()
    return _pdf(request, [queries.item(language=_language(), slug=slug) for slug in slugs], "library")


def _pdf(request: HttpRequest, items: list[queries.Item], name: str) -> HttpResponse:
    """Set on paper only where somebody reads it, each set once, and not for a program that asks for many."""
    made = b""
    if request.method == "GET":
        kept = typeset.kept(items, _language())
        if kept is None and pace.too_many_prints(request):
            return page(request, 429, title(429), str(pace.PRINTS_SLOWLY))
        made = kept if kept is not None else typeset.made(items, _language())
        downloads.count(*(one.id for one in items))
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer


@require_safe
def drawing(request: HttpRequest, name: str) -> HttpResponse:
    """One of the profile's own line drawings."""
    drawn = drawings.drawing(name)
    if not drawn:
        raise Http404
    answer = HttpResponse(drawn, content_type="image/svg+xml")
    answer["Cache-Control"] = "public, max-age=86400"
    answer["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return answer


@require_safe
def picture(request: HttpRequest, key: UUID, size: str) -> HttpResponseBase:
    """A picture that an editor added."""
    answer = FileResponse(pictures.opened(key, size), content_type="image/webp")
    answer["Cache-Control"] = "public, max-age=86400"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
