"""The sound of a voice message: sent along, or fetched from where the exchange keeps it."""

from pathlib import PurePosixPath
from urllib.parse import urlsplit

from ..contract import Refused, TryLater
from ..http import Sender
from . import config
from .payloads import CallEvent

LARGEST = 12 * 1024 * 1024


def sound(event: CallEvent) -> tuple[str, bytes] | None:
    """(name, content); None when there is none, or not any more. Raises TryLater."""
    if event.recording is not None:
        return event.recording.name or "recording", event.recording.content
    return _fetched(event.recording_url) if may_be_fetched(event.recording_url) else None


def may_be_fetched(address: str) -> bool:
    """Only below the address that the centre has set: nobody makes us ask elsewhere in our own network."""
    base = config.recordings()
    if not base or not address:
        return False
    try:
        ours, told = urlsplit(base), urlsplit(address)
        ports = ours.port, told.port
    except ValueError:
        return False
    same = (ours.scheme, ours.hostname) == (told.scheme, told.hostname) and ports[0] == ports[1]
    steps = PurePosixPath(told.path).parts
    below = told.path.startswith(ours.path.rstrip("/") + "/") and not {"..", "."} & set(steps)
    return same and below and not told.username and "%" not in told.path and "\\" not in address


def _fetched(address: str) -> tuple[str, bytes] | None:
    """None when it is not there any more, or too large. Raises TryLater, also for a wrong authorization."""
    headers = {"Authorization": config.recordings_authorization()} if config.recordings_authorization() else {}
    try:
        answer = Sender(config.recordings(), headers=headers).get(address, limit=LARGEST)
    except Refused:
        return None
    if answer.status_code in (404, 410):
        return None
    if answer.status_code != 200:
        raise TryLater()
    return PurePosixPath(urlsplit(address).path).name[:120] or "recording", answer.content
