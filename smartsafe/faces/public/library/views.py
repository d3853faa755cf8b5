"""Finding and reading."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from smartsafe.country.profile import profile
from smartsafe.library import queries, words
from smartsafe.library.errors import NoSuchItem

from .filters import address, asked, filters
from .metadata import about_item
from .withdrawn import gone


def _language() -> str:
    return get_language() or words.locales()[0][0]


@require_safe
def library(request: HttpRequest) -> HttpResponse:
    looked = asked(request)
    found = queries.search(language=_language(), text=looked.text, chosen=looked.chosen, page=looked.page)
    context = {
        "looked": looked,
        "found": found,
        "items": queries.listed(found.cards, _language()),
        "filters": filters(looked, found.counts),
        "newer": address(looked, page=str(found.page - 1)) if found.page > 1 else "",
        "older": address(looked, page=str(found.page + 1)) if found.page < found.last_page else "",
    }
    return render(request, "public/library/library.html", context)


@require_safe
def item(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        found = queries.item(language=_language(), slug=slug)
    except NoSuchItem:
        return gone(request, "item", slug)
    better = found.slugs.get(words.written_in(_language()))
    if better and better != slug:
        return redirect("public:library_item", better)
    return render(request, "public/library/item.html", item_context(request, found))


def item_context(request: HttpRequest, found: queries.Item) -> dict[str, Any]:
    language = _language()
    topics = {code: name for code, name in words.topics() if code in found.topics}
    ages = [name for code, name in words.age_bands() if code in found.age_bands]
    return {
        "item": found,
        "drawn": any(part.drawing and part.drawing == found.cover for part in found.parts),  # one picture is enough
        "format": words.FORMATS.get(found.format, ""),
        "audiences": [words.AUDIENCES[code] for code in found.audiences if code in words.AUDIENCES],
        "ages": ages,
        "topics": topics,
        "licence": words.LICENCES.get(found.licence, ""),
        "licence_address": words.LICENCE_ADDRESSES.get(found.licence, ""),
        "related": queries.listed(queries.related(item=found, language=language), language),
        "written_in": dict(words.locales()).get(found.language, found.language),
        "metadata": about_item(request, found),
    }


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Atom: what is new, in the language of the address."""
    language = _language()
    atom = Atom1Feed(
        title=_("Library") + " · " + str(profile().centre.platform),
        link=request.build_absolute_uri(reverse("public:library")),
        description="",
        language=language,
        feed_url=request.build_absolute_uri(),
    )
    for card, published in queries.newest(language=language):
        shown = queries.listed([card], language)[0]
        link = request.build_absolute_uri(reverse("public:library_item", args=[card.slug]))
        atom.add_item(shown.title, link, shown.summary, pubdate=published, updateddate=published, unique_id=link)
    answer = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    atom.write(answer, "utf-8")
    return answer
