"""A caller's number: known again by the worker, read only by those who may open the centre's words."""

from smartsafe.contacts import identifiers
from smartsafe.people.actors import Actor
from smartsafe.vault.public_keys import CENTRE, public_key_of
from smartsafe.vault.sealing import CannotOpen, RecordKey, place
from smartsafe.vault.worker_keys import outside_key

from .models import Call
from .rules import CODE


def caller_key(number: str) -> bytes | None:
    """The same for the same caller; None for a hidden or impossible number. In the worker only."""
    normal = identifiers.phone(number)
    return outside_key("caller", CODE, normal) if normal else None


def seal_number(call: Call, number: str) -> None:
    """Into an unsaved call. A hidden number leaves nothing. Raises NoKeyring."""
    if not identifiers.phone(number):
        return
    key = RecordKey.new()
    call.key_for_centre = key.sealed_to(public_key_of(CENTRE))
    call.sealed_number = key.seal_text(number, place("call", call.id, "number"))


def open_number(viewer: Actor, call: Call) -> str:
    """Empty when hidden or forgotten. Raises Locked, NotAMember."""
    if not call.sealed_number:
        return ""
    try:
        return viewer.open(call.key_for_centre).open_text(call.sealed_number, place("call", call.id, "number"))
    except CannotOpen:
        return ""
