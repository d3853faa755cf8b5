"""What machines read about an item: schema.org as JSON-LD."""

import json
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from smartsafe.country.profile import profile
from smartsafe.library import words
from smartsafe.library.queries import Item

TYPES = {
    "lesson_plan": "LearningResource",
    "quiz": "Quiz",
    "video": "VideoObject",
    "podcast": "PodcastEpisode",
    "game": "Game",
    "book": "Book",
}
_HARMLESS = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def about_item(request: HttpRequest, item: Item) -> SafeString:
    """JSON that no text within it can end."""
    topics = dict(words.topics())
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": TYPES.get(item.format, "DigitalDocument"),
        "name": item.title,
        "description": item.summary,
        "url": request.build_absolute_uri(reverse("public:library_item", args=[item.slug])),
        "inLanguage": item.language,
        "isAccessibleForFree": True,
        "about": [str(topics[code]) for code in item.topics if code in topics],
        "audience": [
            {"@type": "EducationalAudience", "audienceType": str(words.AUDIENCES[code])}
            for code in item.audiences if code in words.AUDIENCES
        ],
        "publisher": {"@type": "Organization", "name": str(profile().centre.name)},
    }  # fmt: skip
    if item.author:
        told["author"] = {"@type": "Organization", "name": item.author}
    if item.licence in words.LICENCE_ADDRESSES:
        told["license"] = words.LICENCE_ADDRESSES[item.licence]
    if item.minutes:
        told["timeRequired"] = f"PT{item.minutes}M"
    for name, moment in (("datePublished", item.published_at), ("dateModified", item.changed_at)):
        if moment:
            told[name] = moment.date().isoformat()
    return mark_safe(json.dumps(told, ensure_ascii=False).translate(_HARMLESS))  # noqa: S308  # nothing in it is HTML
