"""Lucide's icons as SVG; hidden from screen readers unless named."""

from functools import lru_cache

import lucide
from django.utils.safestring import SafeString, mark_safe

# Colour, width and joins come from the class, so that a hundred icons stay light.
SAME = (
    ' xmlns="http://www.w3.org/2000/svg"', ' fill="none"', ' stroke="currentColor"', ' stroke-width="2"',
    ' stroke-linecap="round"', ' stroke-linejoin="round"', ' width="24"', ' height="24"', "\n", "  ",
)  # fmt: skip


@lru_cache(maxsize=500)
def icon(name: str, label: str = "") -> SafeString:
    options = {"class": "icon", **({"role": "img", "aria_label": label} if label else {"aria_hidden": "true"})}
    drawn = lucide._render_icon(name, None, **options)
    for same in SAME:
        drawn = drawn.replace(same, "", 1) if same.strip() else drawn.replace(same, "")
    return mark_safe(drawn)  # noqa: S308  # lucide escapes the label
