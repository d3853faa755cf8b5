"""What the desk's templates need: names of codes, short moments, the queues with their counts."""

from datetime import datetime
from functools import lru_cache
from typing import Any

from django import template
from django.utils import formats
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import get_language

from smartsafe.contacts.queries import queue_counts
from smartsafe.country.profile import profile
from smartsafe.faces.theme.standing import standing

from .. import words
from ..inbox.queue_names import QUEUES
from ..inbox.rows import rows_drawn

register = template.Library()


@register.simple_tag
def known_names() -> SafeString:
    """Lists to choose from while typing: every threat and every municipality."""
    return _known_names(profile().code, get_language() or "")


@lru_cache(maxsize=20)
def _known_names(_profile: str, _language: str) -> SafeString:
    """Kept: two hundred names take longer than the page around them."""
    lists = {
        "threats": [str(label) for _code, label in profile().choices("threats")],
        "municipalities": [str(place.name) for place in profile().municipalities],
    }
    drawn = (
        format_html('<datalist id="{}">{}</datalist>', name, format_html_join("", '<option value="{}">', zip(names)))
        for name, names in lists.items()
    )
    return SafeString("\n".join(drawn))  # every name was escaped


register.filter(words.called)
register.filter(words.moment)


@register.simple_tag
def contact_rows(page: Any, queue: str, opened: Any = None) -> SafeString:
    return rows_drawn(page.rows, queue, opened or None)


@register.filter
def full_moment(at: datetime | None) -> str:
    """“23. 11. 2026. 09:12”."""
    return "" if at is None else formats.date_format(localtime(at), "j. n. Y. H:i")


@register.simple_tag(takes_context=True)
def desk_queues(context: dict[str, Any]) -> dict[str, Any]:
    """The counts of the left column: {"queues": [(code, name, key, count)], "channels": …, "teams": …}."""
    actor = context.get("actor")
    if actor is None or not actor.may("contacts.see"):
        return {}
    # Counting twenty queues costs more than the rest of a page; nothing is counted again until the inbox moved on.
    counts = standing(context["request"], f"queues:{actor.id}", "inbox", lambda: queue_counts(actor))
    return {
        "queues": [(QUEUES[one.code][0], QUEUES[one.code][2], one) for one in counts["queues"]],
        "channels": [(profile().label("channels", one.code.partition(".")[2]), one) for one in counts["channels"]],
        "teams": [(one.name, one) for one in counts["teams"]],
    }
