"""PDFs set on paper a short while ago. Setting costs a processor for a second, so one is set at a time in a process."""

import threading
from collections import OrderedDict
from collections.abc import Hashable, Sequence

from smartsafe.library import printing, queries

MOST = 16  # a few hundred KB each

_made: "OrderedDict[Hashable, bytes]" = OrderedDict()
_one_at_a_time = threading.Lock()


def _key(items: Sequence[queries.Item], language: str) -> Hashable:
    """Whatever is published, changed or taken down changes the edition, and so asks for new PDFs."""
    return queries.edition(), language, tuple(one.id for one in items)


def kept(items: Sequence[queries.Item], language: str) -> bytes | None:
    return _made.get(_key(items, language))


def made(items: Sequence[queries.Item], language: str) -> bytes:
    key = _key(items, language)
    with _one_at_a_time:
        found = _made.get(key)  # another request may have waited for the same
        if found is None:
            found = _made[key] = printing.pdf(items, language)
            while len(_made) > MOST:
                _made.popitem(last=False)
    return found
