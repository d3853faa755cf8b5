"""A school asks for an activity; it answers an offer by the link of our e-mail. The public face reaches this."""

import json
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import Nameless, record
from smartsafe.country.numbers import next_number
from smartsafe.country.profile import profile
from smartsafe.notifications.actions import tell
from smartsafe.once import once
from smartsafe.people.queries import people_who_may
from smartsafe.vault.worker_public import seal_to_worker

from ... import words
from ...errors import LineMissing, NotAChoice
from .. import sealed
from ..errors import (
    InThePast,
    LinkRanOut,
    LinkReplaced,
    LinkUsed,
    LinkWrong,
    NobodyExpected,
    NotNow,
    NoWayBack,
    TooFarAhead,
    TooMany,
    WrongEmail,
)
from ..models import Activity, Letter, Offer
from ..rules import (
    AUDIENCES,
    CONFIRMED,
    FURTHEST,
    KINDS,
    MANAGE,
    MAX_CLASSES,
    MAX_NAME,
    MAX_PLACE,
    MAX_WORDS,
    MOST_EXPECTED,
    MOST_TOPICS,
    MOST_WISHES,
    REQUESTED,
    after,
)
from ..times import place_key, today
from .codes import new_code

SCHOOL = Nameless("school")
SALT = "smartsafe.activity.offer"
REFUSALS = (LinkReplaced, LinkUsed, LinkRanOut)  # why an offer cannot be answered any more


def check_wishes(days: Sequence[date]) -> list[str]:
    """Raises LineMissing, InThePast, TooFarAhead."""
    if not days:
        raise LineMissing("day1")
    for number, day in enumerate(days, 1):
        if day <= today():
            raise InThePast(f"day{number}")
        if day > today() + FURTHEST:
            raise TooFarAhead(f"day{number}")
    return sorted({day.isoformat() for day in days[:MOST_WISHES]})


def check_expected(expected: int) -> int:
    if expected < 1:
        raise NobodyExpected("expected")
    if expected > MOST_EXPECTED:
        raise TooMany("expected", most=MOST_EXPECTED)
    return expected


def check_topics(topics: Sequence[str]) -> list[str]:
    if len(topics) > MOST_TOPICS or not set(topics) <= profile().threats_by_code.keys():
        raise NotAChoice("topics")
    return list(dict.fromkeys(topics))


def clean_email(email: str) -> str:
    email = email.strip()
    if email:
        try:
            validate_email(email)
        except ValidationError:
            raise WrongEmail("email") from None
        if len(email) > 254:
            raise WrongEmail("email")
    return email


def _earlier(submission: UUID) -> str | None:
    return Activity.objects.filter(submission=submission).values_list("number", flat=True).first()


@once(_earlier)
@transaction.atomic
def request(
    *, kind: str, audience: str, place: str, municipality: str, days: Sequence[date], topics: Sequence[str],
    classes: str, expected: int, name: str, email: str, phone: str, text: str, language: str, submission: UUID,
) -> str:  # fmt: skip
    """What a school asks for; the reference number. The same form sent twice is one request.

    Raises NotAChoice, LineMissing, LineTooLong, UnknownMunicipality, InThePast, TooFarAhead, NobodyExpected, TooMany,
    WrongEmail, NoWayBack; NoKeyring and NoWorkerKey before the centre was set up.
    """
    if before := _earlier(submission):
        return before
    if kind not in KINDS or audience not in AUDIENCES:
        raise NotAChoice("kind" if kind not in KINDS else "audience")
    place = words.line(place, "place", limit=MAX_PLACE, needed=True)
    email, phone = clean_email(email), words.line(phone, "phone", limit=40)
    if not email and not phone:
        raise NoWayBack("email")
    row = Activity(
        kind=kind, audience=audience, status=REQUESTED, place=place, place_key=place_key(place),
        municipality=words.municipality(municipality, "municipality"), wishes=check_wishes(days),
        topics=check_topics(topics), classes=words.line(classes, "classes", limit=MAX_CLASSES),
        expected=check_expected(expected), language=language, asked_at=clock.now(), submission=submission,
    )  # fmt: skip
    contact = {"name": words.line(name, "name", limit=MAX_NAME, needed=True), "email": email, "phone": phone}
    text = words.words(text, "text", limit=MAX_WORDS)
    key, row.key_for_outreach = sealed.new_key()
    row.sealed_contact = key.seal_json(contact, sealed.at(row.id, sealed.CONTACT))
    row.sealed_words = key.seal_text(text, sealed.at(row.id, sealed.WORDS)) if text else b""
    row.sealed_address = (
        seal_to_worker(json.dumps({"email": email, "name": contact["name"]}).encode()) if email else b""
    )
    row.number = next_number("activity")
    row.save(force_insert=True)
    tell([one for one, _name in people_who_may(MANAGE)], "activity.requested", "activity", row.id, row.number)
    record(SCHOOL, "activity.requested", "activity", row.id, number=row.number)
    return row.number


def link_token(offer: Offer) -> str:
    """What stands in the link: the offer's id, signed."""
    return signing.dumps(str(offer.id), salt=SALT)


def offer_by(token: str) -> Offer:
    """The offer that a link names, whatever has become of it. Raises LinkWrong."""
    try:
        offer_id = UUID(signing.loads(token[:300], salt=SALT))
    except (signing.BadSignature, ValueError, TypeError):
        raise LinkWrong() from None
    offer = Offer.objects.select_related("activity").filter(pk=offer_id).first()
    if offer is None:
        raise LinkWrong()
    return offer


def check_open(offer: Offer) -> None:
    """Raises LinkReplaced, LinkUsed, LinkRanOut."""
    if offer.answer == "replaced":
        raise LinkReplaced()
    if offer.answer:
        raise LinkUsed()
    if not answerable(offer):
        raise LinkRanOut()


def answerable(offer: Offer) -> bool:
    return not offer.answer and offer.expires_at > clock.now() and offer.starts_at > clock.now()


@transaction.atomic
def answer_offer(*, token: str, accept: bool) -> None:
    """The school says yes, and the time is fixed; or no, and another is looked for. Once.

    Raises LinkWrong, LinkUsed, LinkReplaced, LinkRanOut, NotNow.
    """
    found = offer_by(token)
    # The activity first, as the desk does: a school and the desk that press at once must not wait for each other.
    row = Activity.objects.select_for_update(of=("self",)).get(pk=found.activity_id)
    offer = Offer.objects.select_for_update(of=("self",)).get(pk=found.id)
    check_open(offer)
    verb = "accept" if accept else "turn_down"
    status = after(verb, row.status)
    if status is None:
        raise NotNow()
    row.status = status
    offer.answer, offer.answered_at = ("accepted" if accept else "declined"), clock.now()
    offer.save(update_fields=["answer", "answered_at"])
    if status == CONFIRMED:
        row.evaluation_code = row.evaluation_code or new_code()
        send_letter(row, "confirmed")
    else:
        row.starts_at = row.ends_at = None
    row.save(update_fields=["status", "starts_at", "ends_at", "evaluation_code"])
    tell(who_minds(row), "activity.answered", "activity", row.id, row.number)
    if accept:
        record(SCHOOL, "activity.accepted", "activity", row.id)
    else:
        record(SCHOOL, "activity.turned_down", "activity", row.id)


def who_minds(row: Activity) -> list[UUID]:
    """Its presenters; while there are none, all who go to schools."""
    return list(row.presenters.values_list("person_id", flat=True)) or [one for one, _name in people_who_may(MANAGE)]


def send_letter(row: Activity, kind: str, offer: Offer | None = None) -> None:
    """Into the outbox, in the transaction that decided it; nothing where the school left no address."""
    if row.sealed_address:
        Letter.objects.create(
            activity=row, offer=offer, kind=kind, sealed_address=row.sealed_address, next_attempt_at=clock.now()
        )
