"""Files that come with a message: fetched while their address holds, within what evidence takes."""

from collections.abc import Callable
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from smartsafe.evidence.rules import LARGEST, MOST_FILES

from ..contract import InboundFile, Refused

Fetch = Callable[[], tuple[str, bytes]]


def fetched(fetches: list[Fetch]) -> tuple[list[InboundFile], int]:
    """(files, how many were left out: gone, too large, too many). Raises TryLater."""
    found: list[InboundFile] = []
    for fetch in fetches[:MOST_FILES]:
        try:
            name, content = fetch()
        except Refused:
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
