"""The Graph API: its version in one place, our token in a header, proof of our app beside it."""

import hashlib
import hmac
from typing import Any
from urllib.parse import quote, urlsplit

from ..contract import Refused
from ..http import Sender
from . import config
from .refusals import check, pause

# Of 29 July 2026. Meta keeps a version for at least two years; docs/channels.md says what to look at before raising it.
VERSION = "v26.0"
# Where Meta keeps what people send; nowhere else is our token shown
MEDIA_HOSTS = ("fbsbx.com", "fbcdn.net", "cdninstagram.com", "whatsapp.net")


class Graph:
    """Speaks for one channel."""

    def __init__(self, code: str) -> None:
        token, secret = config.token(code), config.app_secret(code)
        self._headers = {"Authorization": f"Bearer {token}"}
        self._proof = hmac.new(secret.encode(), token.encode(), hashlib.sha256).hexdigest()
        self._sender = Sender(f"{config.base().rstrip('/')}/{VERSION}/", headers=self._headers, pause=pause)

    def post(self, path: str, told: dict[str, Any], *, tagged: bool = False) -> dict[str, Any]:
        """Raises TryLater, Refused."""
        return check(self._sender.post(path, json=told, params={"appsecret_proof": self._proof}), tagged=tagged)

    def get(self, path: str, **fields: str) -> dict[str, Any]:
        """Raises TryLater, Refused."""
        return check(self._sender.get(path, params={**fields, "appsecret_proof": self._proof}))

    def public_file(self, url: str, *, limit: int) -> bytes:
        """What lies under an address that is itself the key to it. Raises TryLater, Refused."""
        return self._sender.file(url, limit=limit)

    def own_file(self, url: str, *, limit: int) -> bytes:
        """What is handed out only against our token, by Meta's own hosts. Raises TryLater, Refused."""
        return self._sender.file(url, limit=limit, headers=self._headers if is_metas(url) else {})


def is_metas(url: str) -> bool:
    """Whether a file of that address lies with Meta."""
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:
        return False
    return any(host == known or host.endswith(f".{known}") for known in MEDIA_HOSTS)


def part(of_path: str) -> str:
    """An id as one part of a path. Raises Refused for what would lead elsewhere."""
    if not of_path.strip("."):
        raise Refused("refused")
    return quote(of_path, safe="")
