"""News: a list, a page each, a feed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from smartsafe.country.profile import profile
from smartsafe.library import editorial, words
from smartsafe.library.errors import NoSuchItem

from .filters import page_number
from .withdrawn import gone

IN_FEED = 30


def _language() -> str:
    return get_language() or words.locales()[0][0]


@require_safe
def news(request: HttpRequest) -> HttpResponse:
    found = editorial.news(language=_language(), page=page_number(request))
    return render(request, "public/library/news.html", {"found": found})


@require_safe
def news_item(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        found = editorial.news_item(language=_language(), slug=slug)
    except NoSuchItem:
        return gone(request, "news", slug)
    better = dict(found.slugs).get(words.written_in(_language()))
    if better and better != slug:
        return redirect("public:news_item", better)
    return render(request, "public/library/news_item.html", news_context(found))


def news_context(found: editorial.Words) -> dict[str, object]:
    others = [one for one in editorial.newest(language=_language(), most=4) if one.id != found.id]
    written_in = dict(words.locales()).get(found.language, found.language)
    return {"item": found, "others": others[:3], "written_in": written_in}


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Atom, in the language of the address."""
    language = _language()
    atom = Atom1Feed(
        title=_("News") + " · " + str(profile().centre.platform),
        link=request.build_absolute_uri(reverse("public:news")),
        description="",
        language=language,
        feed_url=request.build_absolute_uri(),
    )
    for one in editorial.newest(language=language, most=IN_FEED):
        link = request.build_absolute_uri(reverse("public:news_item", args=[one.slug]))
        atom.add_item(
            one.title, link, one.summary, pubdate=one.published_at, updateddate=one.changed_at, unique_id=link
        )
    answer = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    atom.write(answer, "utf-8")
    return answer
