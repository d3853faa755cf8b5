"""The telephone as a channel: an exchange tells what happens to calls; nothing is sent back."""

from datetime import UTC, datetime

from django.http import HttpRequest
from django.utils.translation import gettext, gettext_lazy, ngettext, override
from pydantic import ValidationError

from smartsafe import clock
from smartsafe.country.profile import profile

from ..contract import (
    Accepted,
    Inbound,
    InboundFile,
    Malformed,
    Outbound,
    Oversized,
    Refused,
    Replayed,
    Sent,
    Unsigned,
    body_of,
)
from . import config, recordings, rules, signing
from .payloads import CallEvent

MAX_BYTES = 16 * 1024 * 1024  # a recording of ten minutes, in base64
MAX_BYTES_WITHOUT_RECORDING = 16 * 1024


class PhoneChannel:
    code = rules.CODE
    label = gettext_lazy("Phone")
    one_way = True
    idempotent = False
    max_bytes = MAX_BYTES

    def missing(self) -> list[str]:
        return config.missing()

    def accept(self, request: HttpRequest) -> Accepted:
        """The signature first: what is not signed is not read."""
        body = body_of(request, self.max_bytes)
        time = request.headers.get(signing.TIME_HEADER, "")
        secret = config.secret()
        if not secret or not signing.is_right(secret, time, body, request.headers.get(signing.SIGNATURE_HEADER, "")):
            raise Unsigned()
        told_at = _told_at(time)
        try:
            event = CallEvent.model_validate_json(body)
        except (ValidationError, RecursionError):
            raise Malformed() from None
        if event.recording is None and len(body) > MAX_BYTES_WITHOUT_RECORDING:
            raise Oversized()
        event.at = min(event.at or told_at, told_at)  # nothing is told before it has happened
        return Accepted([(event.id, event.model_dump_json().encode())])

    def parse(self, payload: bytes) -> list[Inbound]:
        """A voice message becomes a message; everything is a signal, which keeps the record of the call."""
        try:
            event = CallEvent.model_validate_json(payload)
        except ValidationError:
            raise Malformed() from None
        signal = Inbound(
            event_id=event.id, kind="signal", thread=event.call, at=event.at, phone=event.number, why=event.event
        )
        if event.event != rules.VOICEMAIL:
            return [signal]
        sound = recordings.sound(event)
        language = profile().languages[0].code
        with override(language):
            subject = gettext("Voice message")
            text = _words(event.seconds) if sound else gettext("A voice message whose recording did not arrive.")
        message = Inbound(
            event_id=event.id, kind="message", thread=event.call, address=event.number or event.call,
            subject=subject, text=text, files=[InboundFile(*sound)] if sound else [], at=event.at,
            phone=event.number, language=language,
        )  # fmt: skip
        return [message, signal]

    def send(self, out: Outbound) -> Sent:
        """A telephone takes no words. Raises Refused, always."""
        raise Refused("no_channel")

    def signal(self, inbound: Inbound) -> None:
        """Keep what happened to the call."""
        from smartsafe.audit.actions import SYSTEM

        from ..actions import threads
        from .actions.telling import tell_of_call

        tell_of_call(
            SYSTEM,
            call=inbound.thread,
            what=inbound.why,
            at=inbound.at or clock.now(),
            number=inbound.phone,
            contact_id=threads.newest_contact(self.code, inbound.thread) if inbound.why == rules.VOICEMAIL else None,
        )


def _told_at(time: str) -> datetime:
    """Raises Malformed, and Replayed for a signature of another time."""
    try:
        told_at = datetime.fromtimestamp(int(time), UTC)
    except (ValueError, OverflowError, OSError):
        raise Malformed() from None
    if abs(clock.now() - told_at) > rules.WINDOW:
        raise Replayed()
    return told_at


def _words(seconds: int | None) -> str:
    if seconds is None:
        return gettext("A voice message. The recording is attached.")
    return ngettext(
        "A voice message of %(count)s second. The recording is attached.",
        "A voice message of %(count)s seconds. The recording is attached.",
        seconds,
    ) % {"count": seconds}


channel = PhoneChannel()
