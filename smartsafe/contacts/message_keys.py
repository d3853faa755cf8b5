"""Which key opens a message: the contact's record key, or one of its own when it arrived with nobody signed in."""

from collections.abc import Callable

from smartsafe.vault.sealing import CannotOpen, RecordKey

from .models import Message


def for_centre(
    message: Message, record_key: RecordKey, open_key: "Callable[[bytes | memoryview], RecordKey]"
) -> RecordKey:
    """`open_key` opens what is sealed to the centre. Raises CannotOpen."""
    return open_key(message.key_for_centre) if message.key_for_centre else record_key


def for_reporter(message: Message, record_key: RecordKey, private_key: bytes) -> RecordKey | None:
    """The same for the holder of the receipt code; None for what was never sealed to them."""
    if not message.key_for_centre:
        return record_key
    try:
        return RecordKey.opened_by(private_key, message.key_for_receipt)
    except CannotOpen:
        return None
