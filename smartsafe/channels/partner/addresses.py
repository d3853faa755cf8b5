"""Where partners' systems may be told of changes: public names, or below the one address inside that is configured."""

import re
from urllib.parse import unquote, urlsplit

from . import config
from .errors import NoSuchAddress

LONGEST = 500
# A name, never a number: whom it names is looked up, and must be public, each time it is asked (`channels.http`).
# Without a query: it stands in the open here, and a secret of theirs would stand there.
SHAPE = r"^https://([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}(:(443|8443))?(/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*)?$"
PATH = r"/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*"


def checked(address: str) -> str:
    """Raises NoSuchAddress."""
    host = address.removeprefix("https://").partition("/")[0].partition(":")[0]
    public = len(host) <= 253 and re.fullmatch(SHAPE, address)
    if len(address) > LONGEST or not (public or inside(address)):
        raise NoSuchAddress("url")
    return address


def inside(address: str) -> bool:
    """Whether it lies below the configured address: same origin, and no way up out of its folder."""
    base = config.inside()
    if not base:
        return False
    try:
        ours, theirs = urlsplit(base), urlsplit(address)
        same = (ours.scheme, ours.netloc.lower(), ours.port) == (theirs.scheme, theirs.netloc.lower(), theirs.port)
    except ValueError:
        return False
    if not same or address != f"{theirs.scheme}://{theirs.netloc}{theirs.path}":
        return False
    if not re.fullmatch(PATH, theirs.path) or not theirs.path.startswith(ours.path):
        return False
    return not any(part.partition(";")[0] in (".", "..") for part in re.split(r"[/\\]", _decoded(theirs.path)))


def _decoded(path: str) -> str:
    """However often it was encoded."""
    while (once := unquote(path)) != path:
        path = once
    return path
