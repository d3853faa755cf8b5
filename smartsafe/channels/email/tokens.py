"""The mark by which an answer finds its conversation: in our Message-ID and, where the server allows it, in Reply-To.

It says which message of ours is answered, and to whom that message went. Whoever answers from another address (a
letter was passed on, or taken from somebody) gets a conversation of their own: the next answer of the centre must not
go to them.
"""

import base64
import hmac
import re
from dataclasses import dataclass
from uuid import UUID

from smartsafe.vault.worker_keys import outside_key

from . import config

_TOKEN = re.compile(r"[a-z2-7]{26}\.[a-z2-7]{16}")


@dataclass(frozen=True, slots=True)
class Mark:
    message: UUID  # the outbox's idempotency of our message
    proof: str

    def went_to(self, address: str) -> bool:
        """Whether our message was sent to this address: an HMAC under the worker's key."""
        return hmac.compare_digest(self.proof, _proof(self.message, address))


def token(message: UUID, address: str) -> str:
    """43 characters that a mail address may hold: which message, and a proof of 80 bits to whom it went."""
    return f"{_letters(message.bytes)}.{_proof(message, address)}"


def _letters(content: bytes) -> str:
    return base64.b32encode(content).decode().rstrip("=").lower()


def _proof(message: UUID, address: str) -> str:
    return _letters(outside_key("reply", config.CODE, f"{message.hex} {address.lower()}")[:10])


def message_id(message: UUID, address: str) -> str:
    """Ours for this message, without brackets: the same however often it is sent."""
    return f"{token(message, address)}@{config.domain()}"


def reply_address(message: UUID, address: str) -> str:
    """Where answers to this message go."""
    local, _at, domain = config.address().rpartition("@")
    mark = config.delimiter()
    ours = f"{local}{mark}{token(message, address)}"
    # A server need not take more than 64 signs before the @ (RFC 5321)
    return f"{ours}@{domain}" if mark and len(ours) <= 64 else config.address()


def find(values: list[str]) -> list[Mark]:
    """Every mark in these Message-IDs or addresses of ours, newest last, as they stand."""
    ours = f"@{config.domain()}"
    marks: list[Mark] = []
    for value in values:
        value = value.lower()
        if value.endswith(ours):
            marks += [mark for found in _TOKEN.findall(value) if (mark := _read(found))]
    return marks


def _read(found: str) -> Mark | None:
    said, _dot, proof = found.partition(".")
    content = base64.b32decode(said.upper() + "======")
    return Mark(UUID(bytes=content), proof) if len(content) == 16 else None
