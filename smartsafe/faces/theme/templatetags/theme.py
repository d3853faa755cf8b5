"""What the components need that templates cannot say."""

from datetime import datetime
from functools import partial
from typing import Any

from django import template
from django.forms import BoundField
from django.templatetags.static import static
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import get_language

from smartsafe.clock import now

from .. import fields, icons
from ..standing import moved, standing

register = template.Library()


@register.simple_tag
def field(bound: BoundField, hint: str = "", label: str = "", classes: str = "") -> SafeString:
    """What stands behind `<c-field>`."""
    return fields.drawn(bound, hint, label, classes)


@register.simple_tag
def control(bound: BoundField, hint: str = "") -> SafeString:
    """The input alone, where the page labels it in its own way."""
    return fields.control(bound, hint)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    return icons.icon(str(name), str(label))


@register.tag
def kept(parser: Any, token: Any) -> "Kept":
    """`{% kept "name" "topic topic" vary… %}…{% endkept %}`: drawn again only when one of the live topics moved.

    Kept for each person, language and value of what it varies by. Never around a form (its token is the session's own)
    and never around words from people: the cache is not sealed.
    """
    name, topics, *vary = (parser.compile_filter(part) for part in token.split_contents()[1:])
    inside = parser.parse(("endkept",))
    parser.delete_first_token()
    return Kept(inside, str(name.resolve({})), str(topics.resolve({})).split(), vary)


class Kept(template.Node):
    def __init__(self, inside: Any, name: str, topics: list[str], vary: list[Any]) -> None:
        self.nodelist, self.name, self.topics, self.vary = inside, name, topics, vary

    def render(self, context: Any) -> SafeString:
        request, actor = context["request"], context["actor"]
        others = [moved(request, topic) for topic in self.topics[1:]]
        values = [part.resolve(context, ignore_failures=True) for part in self.vary]
        key = [self.name, get_language(), actor.id, "+".join(sorted(actor.roles)), *others, *values]
        draw = partial(self.nodelist.render, context)
        return SafeString(standing(request, "part:" + ":".join(map(str, key)), self.topics[0], draw))


@register.filter
def day_of(moment: datetime) -> str:
    """today, tomorrow or later: how people say when something begins."""
    days = (localtime(moment).date() - localtime(now()).date()).days
    return {0: "today", 1: "tomorrow"}.get(days, "later")


@register.simple_tag
def scene_address(name: str) -> str:
    """Where the illustration of that name lies."""
    return static(f"theme/scenes/{name}.svg")
