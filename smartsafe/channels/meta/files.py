"""Files that come with a message: fetched while their address holds, within what evidence takes."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from smartsafe import clock
from smartsafe.evidence.rules import LARGEST, MOST_FILES

from ..contract import InboundFile, Refused, TryLater

Fetch = Callable[[], tuple[str, bytes]]
# A person's words do not wait longer for their files; whoever needs them finds them in Meta's own inbox
PATIENCE = timedelta(minutes=10)


def fetched(fetches: list[Fetch], at: datetime | None) -> tuple[list[InboundFile], int]:
    """(files, how many were left out: gone, too large, too many). `at`: when the message was written.

    Raises TryLater while it is fresh.
    """
    patient = at is None or clock.now() - at < PATIENCE
    found: list[InboundFile] = []
    for fetch in fetches[:MOST_FILES]:
        try:
            name, content = fetch()
        except Refused:
            continue
        except TryLater:
            if patient:
                raise
            continue
        if content and len(content) <= LARGEST:
            found.append(InboundFile(name, content))
    return found, len(fetches) - len(found)


def name_in(url: str, otherwise: str) -> str:
    """The file's own name, as far as its address tells one."""
    try:
        name = PurePosixPath(unquote(urlsplit(url).path)).name
    except ValueError:
        name = ""
    return name[-120:] if "." in name else otherwise
