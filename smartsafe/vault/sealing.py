"""Sealing, open to anyone: record keys, sealed words, sealed streams. Opening needs a key one already holds.

libsodium throughout: XChaCha20-Poly1305 for words, its secretstream for files, sealed boxes (X25519) for keys.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import nacl.bindings as sodium
import nacl.exceptions
import nacl.utils
from django.utils.translation import gettext_lazy as _
from nacl.public import PrivateKey, PublicKey, SealedBox

from smartsafe.errors import DomainError

CHUNK = 64 * 1024
# Lengths tell stories ("yes" or "no"): every sealed text is padded to a multiple of this many bytes.
PADDING = 64


class CannotOpen(DomainError):
    """The key does not fit, or the sealed bytes were altered or moved to another place."""


class Erased(CannotOpen):
    """The key was destroyed, by the rules of retention or because what it opened was taken back."""

    sentence = _("The words were erased when their time had come. Nothing opens them any more.")


def place(table: str, row: object, field: str) -> bytes:
    """Where a sealed value lives. Bound into the seal, so that a value moved elsewhere does not open."""
    return f"{table}:{row}:{field}".encode()


class RecordKey:
    """The random key (32 bytes) of one record. Whoever holds it can seal and open every word of that record."""

    __slots__ = ("_key",)

    def __init__(self, key: bytes) -> None:
        if len(key) != sodium.crypto_aead_xchacha20poly1305_ietf_KEYBYTES:
            raise CannotOpen()
        self._key = key

    def __repr__(self) -> str:
        return "RecordKey(…)"

    @classmethod
    def new(cls) -> "RecordKey":
        return cls(nacl.utils.random(sodium.crypto_aead_xchacha20poly1305_ietf_KEYBYTES))

    def sealed_to(self, public_key: bytes) -> bytes:
        """This key in a box that only the holder of the private half of `public_key` opens."""
        return SealedBox(PublicKey(public_key)).encrypt(self._key)

    @classmethod
    def opened_by(cls, private_key: bytes, sealed: "bytes | memoryview") -> "RecordKey":
        """Raises CannotOpen when the box was made for somebody else."""
        try:
            return cls(SealedBox(PrivateKey(private_key)).decrypt(bytes(sealed)))
        except (nacl.exceptions.CryptoError, ValueError) as error:
            raise CannotOpen() from error

    def sealed_under(self, outer: "RecordKey", where: bytes) -> bytes:
        """This key sealed under another record's key (a file's key under its contact's)."""
        return outer.seal(self._key, where)

    @classmethod
    def opened_under(cls, outer: "RecordKey", sealed: "bytes | memoryview", where: bytes) -> "RecordKey":
        return cls(outer.open(sealed, where))

    def seal(self, plain: bytes, where: bytes) -> bytes:
        padded = sodium.sodium_pad(plain, PADDING)
        nonce = nacl.utils.random(sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES)
        return nonce + sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(padded, where, nonce, self._key)

    def open(self, sealed: "bytes | memoryview", where: bytes) -> bytes:
        """Raises CannotOpen when the key, the bytes or the place are not the right ones."""
        sealed = bytes(sealed)
        size = sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
        try:
            padded = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(sealed[size:], where, sealed[:size], self._key)
            return sodium.sodium_unpad(padded, PADDING)
        except (nacl.exceptions.CryptoError, ValueError, TypeError) as error:
            raise CannotOpen() from error

    def seal_text(self, text: str, where: bytes) -> bytes:
        return self.seal(text.encode(), where)

    def open_text(self, sealed: "bytes | memoryview", where: bytes) -> str:
        return self.open(sealed, where).decode()

    def seal_json(self, value: Any, where: bytes) -> bytes:
        return self.seal(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), where)

    def open_json(self, sealed: "bytes | memoryview", where: bytes) -> Any:
        return json.loads(self.open(sealed, where))

    def seal_stream(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Seal a file while it streams through; no plain byte is kept."""
        sealer = self.stream_sealer()
        yield sealer.header
        for chunk in chunks:
            if sealed := sealer.push(chunk):
                yield sealed
        yield sealer.finish()

    def stream_sealer(self) -> "StreamSealer":
        """For those to whom chunks are handed one by one (an upload)."""
        return StreamSealer(self._key)

    def open_stream(self, sealed: Iterable[bytes]) -> Iterator[bytes]:
        """The plain chunks of a sealed file. Raises CannotOpen where it is altered, and at the end where cut short."""
        state = sodium.crypto_secretstream_xchacha20poly1305_state()
        header_size = sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES
        piece_size = CHUNK + sodium.crypto_secretstream_xchacha20poly1305_ABYTES
        buffer, started, finished = b"", False, False
        try:
            for chunk in sealed:
                buffer += chunk
                if not started and len(buffer) >= header_size:
                    sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, buffer[:header_size], self._key)
                    buffer, started = buffer[header_size:], True
                while started and len(buffer) > piece_size:
                    plain, _tag = sodium.crypto_secretstream_xchacha20poly1305_pull(state, buffer[:piece_size])
                    buffer = buffer[piece_size:]
                    yield plain
            if started and buffer:
                plain, tag = sodium.crypto_secretstream_xchacha20poly1305_pull(state, buffer)
                finished = tag == sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
                yield plain
        except (nacl.exceptions.CryptoError, ValueError, RuntimeError) as error:
            raise CannotOpen() from error
        if not finished:
            raise CannotOpen()


class StreamSealer:
    """Seals a file piece by piece: write `header`, then what each `push` gives, then what `finish` gives."""

    __slots__ = ("_buffer", "_state", "header")

    def __init__(self, key: bytes) -> None:
        self._state = sodium.crypto_secretstream_xchacha20poly1305_state()
        self.header = sodium.crypto_secretstream_xchacha20poly1305_init_push(self._state, key)
        self._buffer = b""

    def push(self, chunk: bytes) -> bytes:
        """The sealed pieces that this chunk completes; may be empty."""
        self._buffer += chunk
        sealed = []
        while len(self._buffer) > CHUNK:
            piece, self._buffer = self._buffer[:CHUNK], self._buffer[CHUNK:]
            sealed.append(sodium.crypto_secretstream_xchacha20poly1305_push(self._state, piece))
        return b"".join(sealed)

    def finish(self) -> bytes:
        final = sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
        return sodium.crypto_secretstream_xchacha20poly1305_push(self._state, self._buffer, tag=final)
