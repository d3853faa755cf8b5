"""A young person applies, follows it by a code, withdraws. The public face reaches this."""

import json
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from smartsafe import clock
from smartsafe.audit.actions import Nameless, record
from smartsafe.errors import NotFound
from smartsafe.notifications.actions import tell
from smartsafe.people.queries import people_who_may
from smartsafe.vault.receipts import digits_of, new_code, receipt_key
from smartsafe.vault.worker_public import seal_to_worker

from ... import words
from ...activities.errors import WrongEmail
from ...errors import NotAChoice
from .. import sealed
from ..errors import NoGuardian, NotAName, SameAddress, TooOld, TooYoung
from ..models import Application, Consent
from ..programme import membership_until, programme
from ..rules import APPLICANT, APPLIED, MANAGE, MAX_CONTACT, MAX_NAME, MAX_WHY, MEMBER, ROLES, STANDING, WAITING
from .ending import end, locked, send_letter

BY = Nameless(APPLICANT)
SALT = "smartsafe.youth.form"
FORM_LASTS = timedelta(hours=12)
MAX_TYPED_CODE = 64
BETWEEN_LETTERS = " -'’"


@dataclass(frozen=True, slots=True)
class Membership:
    """A young person's way to their own application. The private key never stands in the database."""

    application_id: UUID
    private_key: bytes

    def __repr__(self) -> str:
        return "Membership(…)"


def fresh_form() -> str:
    """A code drawn for one form and carried in it, signed: the same form sent twice is one application, one code."""
    return signing.dumps(new_code(), salt=SALT)


def _code_of(form: str) -> str:
    try:
        code = signing.loads(form[:400], salt=SALT, max_age=FORM_LASTS)
    except signing.BadSignature:
        code = ""
    return code if isinstance(code, str) and code else new_code()


def _name(text: str) -> str:
    name = words.line(text, "name", limit=MAX_NAME, needed=True)
    if not name[0].isalpha() or not all(sign.isalpha() or sign in BETWEEN_LETTERS for sign in name):
        raise NotAName("name")  # it will stand in a letter to whatever address was typed: no links, no numbers
    return name


def _guardian(email: str, *, age: int, contact: str) -> str:
    """The guardian's address; empty for who is of age. Raises NoGuardian, WrongEmail, SameAddress."""
    if age >= programme().adult:
        return ""
    email = words.line(email, "guardian", limit=254)
    if not email:
        raise NoGuardian("guardian", adult=programme().adult)
    try:
        validate_email(email)
    except ValidationError:
        raise WrongEmail("guardian") from None
    if email.casefold() == contact.casefold():
        raise SameAddress("guardian")
    return email


def _checked_age(age: int) -> int:
    if age < programme().youngest:
        raise TooYoung("age", youngest=programme().youngest)
    if age > programme().oldest:
        raise TooOld("age", oldest=programme().oldest)
    return age


def apply(
    *,
    role: str,
    name: str,
    age: int,
    municipality: str,
    contact: str,
    why: str,
    guardian: str,
    language: str,
    form: str,
) -> str:
    """The code by which it is followed. Raises NotAChoice, NotAName, TooYoung, TooOld, NoGuardian, SameAddress, …

    NoKeyring and NoWorkerKey before the centre was set up; TooBusy.
    """
    if role not in ROLES:
        raise NotAChoice("role")
    told: dict[str, str | int] = {
        "name": _name(name),
        "age": _checked_age(age),
        "municipality": words.municipality(municipality, "municipality"),
        "contact": words.line(contact, "contact", limit=MAX_CONTACT, needed=True),
        "why": words.words(why, "why", limit=MAX_WHY),
    }
    told["guardian"] = _guardian(guardian, age=age, contact=str(told["contact"]))
    code = _code_of(form)
    try:
        _take_in(role, told, language, code)
    except IntegrityError:  # the same form, sent twice at one moment
        if not Application.objects.filter(receipt_lookup=receipt_key(code).lookup).exists():
            raise
    return code


def _take_in(role: str, told: dict[str, str | int], language: str, code: str) -> None:
    receipt = receipt_key(code)  # slow by design: before anything is locked
    if Application.objects.filter(receipt_lookup=receipt.lookup).exists():
        return
    minor = bool(told["guardian"])
    letter_to = json.dumps({"email": told["guardian"], "name": told["name"]}).encode()
    with transaction.atomic():
        key, for_outreach = sealed.new_key()
        row = Application(
            role=role, status=WAITING if minor else APPLIED, minor=minor, language=language, asked_at=clock.now(),
            until=membership_until(int(told["age"])), receipt_lookup=receipt.lookup, code_public=receipt.public,
            key_for_outreach=for_outreach, key_for_code=key.sealed_to(receipt.public),
            sealed_address=seal_to_worker(letter_to) if minor else b"",
        )  # fmt: skip
        row.sealed_told = key.seal_json(told, sealed.at("application", row.id))
        row.save(force_insert=True)
        if minor:
            ask_guardian(row)
        else:
            tell_of(row)
        record(BY, "youth.applied", "youth_application", row.id, role=role, minor=minor)


def ask_guardian(row: Application) -> Consent:
    """A new link; those before end."""
    now = clock.now()
    row.consents.filter(answer="").update(answer="replaced", answered_at=now)
    row.letters.filter(sent_at=None, kind="ask").delete()
    made = Consent.objects.create(
        application=row, asked_at=now, expires_at=now + timedelta(days=programme().consent_days)
    )
    send_letter(row, "ask", made)
    return made


def tell_of(row: Application) -> None:
    tell([one for one, _name in people_who_may(MANAGE)], "youth.applied", "youth_application", row.id)


def open_by_code(typed: str) -> Membership | None:
    """By the code as typed. The same work whether it exists or not. Raises NoKeyring, TooBusy."""
    receipt = receipt_key(digits_of(typed[:MAX_TYPED_CODE]))
    found = Application.objects.filter(receipt_lookup=receipt.lookup).values_list("id", flat=True).first()
    return Membership(found, receipt.private) if found else None


@transaction.atomic
def withdraw(membership: Membership) -> None:
    """The young person wants no more: everything is erased, the guardian gets a line. Again: nothing happens."""
    row = locked(membership.application_id)
    if row.status not in STANDING:
        return
    end(row, "withdraw")
    record(BY, "youth.withdrew", "youth_application", row.id)


def member(membership: Membership) -> Application:
    """Raises NotFound for who is not a member now."""
    row = Application.objects.filter(pk=membership.application_id, status=MEMBER).first()
    if row is None:
        raise NotFound()
    return row
