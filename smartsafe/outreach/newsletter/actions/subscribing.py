"""Ask for the newsletter, confirm by the letter's link, leave. The public face reaches this."""

from uuid import UUID

from django.core import signing
from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import Nameless, record
from smartsafe.country.profile import profile
from smartsafe.once import once

from ... import addresses
from ...errors import NotAChoice
from ..errors import AlreadyConfirmed, LinkRanOut, LinkWrong
from ..models import Asking, Subscriber
from ..rules import AUDIENCES, UNCONFIRMED_KEPT

READER = Nameless("subscriber")
CONFIRM, LEAVE = "smartsafe.newsletter.confirm", "smartsafe.newsletter.leave"


def _earlier(submission: UUID) -> bool | None:
    return Asking.objects.filter(submission=submission).exists() or None


@once(_earlier)
@transaction.atomic
def ask(*, email: str, language: str, audience: str, submission: UUID) -> bool:
    """Somebody wants the newsletter at this address. Whether it is known already is found out by the worker alone.

    Raises NotAnAddress, NotAChoice; NoWorkerKey before the centre was set up.
    """
    email = addresses.clean(email)
    if language not in {one.code for one in profile().languages}:
        raise NotAChoice("language")
    if audience and audience not in AUDIENCES:
        raise NotAChoice("audience")
    if not _earlier(submission):
        Asking.objects.create(
            submission=submission, sealed_address=addresses.sealed(email), language=language, audience=audience,
            next_attempt_at=clock.now(),
        )  # fmt: skip
    return True


def token(subscriber_id: UUID, purpose: str) -> str:
    """What stands in a link: the subscriber's id, signed for one purpose."""
    return signing.dumps(str(subscriber_id), salt=purpose)


def _named_by(told: str, purpose: str) -> UUID:
    try:
        return UUID(signing.loads(told[:300], salt=purpose))
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        raise LinkWrong() from None


def check_open(told: str) -> None:
    """Raises LinkWrong, LinkRanOut, AlreadyConfirmed."""
    _check(Subscriber.objects.filter(pk=_named_by(told, CONFIRM)).first())


def _check(row: Subscriber | None) -> Subscriber:
    if row is None or (row.confirmed_at is None and row.asked_at + UNCONFIRMED_KEPT <= clock.now()):
        raise LinkRanOut()
    if row.confirmed_at:
        raise AlreadyConfirmed()
    return row


@transaction.atomic
def confirm(told: str) -> None:
    """By the button on the page of the letter's link. Raises LinkWrong, LinkRanOut, AlreadyConfirmed."""
    row = _check(Subscriber.objects.select_for_update().filter(pk=_named_by(told, CONFIRM)).first())
    row.confirmed_at, row.letters = clock.now(), 0
    row.save(update_fields=["confirmed_at", "letters"])
    record(READER, "newsletter.confirmed", "subscriber", row.id)


def check_leaving(told: str) -> bool:
    """Whether there is anything left to erase. Raises LinkWrong."""
    return Subscriber.objects.filter(pk=_named_by(told, LEAVE)).exists()


@transaction.atomic
def leave(told: str) -> None:
    """Erased at once, with every letter on its way. Harmless twice. Raises LinkWrong."""
    subscriber_id = _named_by(told, LEAVE)
    gone, _by_kind = Subscriber.objects.filter(pk=subscriber_id).delete()
    if gone:
        record(READER, "newsletter.left", "subscriber", subscriber_id)
