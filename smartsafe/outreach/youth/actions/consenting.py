"""A guardian answers by the link of our e-mail, once; and may take the consent back by the same link at any time."""

from uuid import UUID

from django.core import signing
from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import Nameless, record

from ... import words
from .. import sealed
from ..errors import AlreadyOver, LinkRanOut, LinkReplaced, LinkUsed, LinkWrong, NotDeclared
from ..models import Application, Consent
from ..programme import programme
from ..rules import GUARDIAN, MAX_NAME, STANDING
from .applying import tell_of
from .ending import end, moved, send_letter

BY = Nameless(GUARDIAN)
SALT = "smartsafe.youth.consent"
GIVEN, REFUSED, TAKEN_BACK, REPLACED, OVER = "given", "refused", "taken_back", "replaced", "over"


def link_token(consent: Consent) -> str:
    """What stands in the link: the consent's id, signed."""
    return signing.dumps(str(consent.id), salt=SALT)


def consent_by(token: str) -> Consent:
    """Whatever has become of it. Raises LinkWrong."""
    try:
        consent_id = UUID(signing.loads(token[:300], salt=SALT))
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        raise LinkWrong() from None
    found = Consent.objects.select_related("application").filter(pk=consent_id).first()
    if found is None:
        raise LinkWrong()
    return found


def check_open(consent: Consent) -> None:
    """Raises LinkReplaced, LinkUsed, LinkRanOut, AlreadyOver."""
    if consent.answer == REPLACED:
        raise LinkReplaced()
    if consent.answer in (GIVEN, REFUSED):
        raise LinkUsed()
    if consent.expires_at <= clock.now():  # before it was swept, and after
        raise LinkRanOut(days=programme().consent_days)
    if consent.answer:
        raise AlreadyOver()


def check_standing(consent: Consent) -> None:
    """That there is a consent to take back. Raises LinkReplaced, AlreadyOver, LinkUsed."""
    if consent.answer == REPLACED:
        raise LinkReplaced()
    if consent.answer in (TAKEN_BACK, OVER) or consent.application.status not in STANDING:
        raise AlreadyOver()
    if consent.answer != GIVEN:
        raise LinkUsed()


def _locked(token: str) -> tuple[Application, Consent]:
    """The application first, as the desk and the young person do: none waits for the other."""
    found = consent_by(token)
    row = Application.objects.select_for_update(of=("self",)).get(pk=found.application_id)
    consent = Consent.objects.select_for_update(of=("self",)).select_related("application").get(pk=found.id)
    return row, consent


def _answered(consent: Consent, answer: str) -> None:
    consent.answer, consent.answered_at = answer, clock.now()
    consent.save()


@transaction.atomic
def give(*, token: str, who: str, declared: bool) -> None:
    """Raises LinkWrong, LinkUsed, LinkReplaced, LinkRanOut, AlreadyOver, NotDeclared, LineMissing, LineTooLong."""
    row, consent = _locked(token)
    check_open(consent)
    who = words.line(who, "who", limit=3 * MAX_NAME, needed=True)
    if not declared:
        raise NotDeclared("declared")
    row.status = moved(row, "consent")
    key, consent.key_for_outreach = sealed.new_key()
    consent.sealed_who = key.seal_text(who, sealed.at("consent", consent.id))
    _answered(consent, GIVEN)
    row.save(update_fields=["status"])
    send_letter(row, "given", consent)
    tell_of(row)
    record(BY, "youth.consented", "youth_application", row.id)


@transaction.atomic
def refuse(*, token: str) -> None:
    """What the young person wrote is erased. Raises LinkWrong, LinkUsed, LinkReplaced, LinkRanOut, AlreadyOver."""
    row, consent = _locked(token)
    check_open(consent)
    _answered(consent, REFUSED)
    end(row, "refuse")
    record(BY, "youth.refused", "youth_application", row.id)


@transaction.atomic
def take_back(*, token: str) -> None:
    """At any time after it was given. Raises LinkWrong, LinkUsed, LinkReplaced, AlreadyOver."""
    row, consent = _locked(token)
    check_standing(consent)
    _answered(consent, TAKEN_BACK)
    end(row, "take_back")
    record(BY, "youth.taken_back", "youth_application", row.id)
