"""Referrals made by the real actions, as far along as a test needs."""

from collections.abc import Callable
from typing import Any

import pyrage

from smartsafe.audit.actions import SYSTEM
from smartsafe.institutions.actions import set_address_on_the_machine
from smartsafe.people.actors import Actor
from smartsafe.referrals import actions, rules
from smartsafe.referrals.models import Referral
from smartsafe.referrals.queries import preparation

from .cases import a_case
from .people import a_person, an_officer

POLICE = "mup_vtk"
FACTS = "Непознати профил прети дететом и тражи нове снимке."
ASKED = "Молимо да предузмете мере из своје надлежности."


def an_age_key(institution: str = POLICE) -> str:
    """Gives the institution a key of its own for packages; the secret half, as its key file holds it."""
    identity = pyrage.x25519.Identity.generate()
    set_address_on_the_machine(SYSTEM, code=institution, email="", age_recipient=str(identity.to_public()))
    return str(identity)


def a_draft(analyst: Actor | None = None, *, institution: str = POLICE, files: int = 1, **case: Any) -> Referral:
    """A draft with words, everything of the case shared, contact details of the reporter left out."""
    analyst = analyst or a_person("analyst")
    made = actions.prepare(analyst, case_id=a_case(analyst, files=files, **case).pk, institution=institution)
    return fill(analyst, made)


def fill(analyst: Actor, referral: Referral, **changes: Any) -> Referral:
    """Write the draft's words and share everything, but for `changes`."""
    of = preparation(analyst, referral.pk).sources
    said: dict[str, Any] = {
        "version": referral.version,
        "subject": "Уцена снимком",
        "facts": FACTS,
        "asked": ASKED,
        "hints": (),
        "contacts": [one.id for one in of.contacts],
        "involved": [one.id for one in of.involved],
        "items": [one.id for one in of.items],
        "urgent": False,
    }
    return actions.edit_draft(analyst, referral_id=referral.pk, **{**said, **changes})


class Cast:
    """Who takes the steps: whoever a test does not bring is made."""

    def __init__(self, analyst: Actor | None = None, supervisor: Actor | None = None, officer: Actor | None = None):
        self.analyst = analyst or a_person("analyst")
        self.supervisor = supervisor or a_person("supervisor")
        self.officer = officer or an_officer(POLICE)


def a_referral(status: str = rules.DELIVERED, *, cast: Cast | None = None, **draft: Any) -> Referral:
    """A referral to the police service that went the usual way to this status."""
    cast = cast or Cast()
    referral = a_draft(cast.analyst, **draft)
    for verb in WAY[status]:
        STEPS[verb](cast, referral)
        referral.refresh_from_db()
    assert referral.status == status
    return referral


STEPS: dict[str, Callable[[Cast, Referral], Any]] = {
    "send": lambda cast, one: actions.send_for_approval(cast.analyst, referral_id=one.pk, version=one.version),
    "approve": lambda cast, one: actions.approve(cast.supervisor, referral_id=one.pk, version=one.version),
    "deliver": lambda cast, one: actions.deliver(cast.analyst, referral_id=one.pk),
    "acknowledge": lambda cast, one: actions.acknowledge(cast.officer, referral_id=one.pk),
    "ask": lambda cast, one: actions.ask(cast.officer, referral_id=one.pk, text="Када је послата последња порука?"),
    "accept": lambda cast, one: actions.accept(cast.officer, referral_id=one.pk),
    "decline": lambda cast, one: actions.decline(
        cast.officer, referral_id=one.pk, to="csr.cacak", text="Надлежан је центар за социјални рад."
    ),
    "outcome": lambda cast, one: actions.report_outcome(
        cast.officer, referral_id=one.pk, outcome="content_removed", text="Предмет води инспектор."
    ),
    "close": lambda cast, one: actions.close(cast.analyst, referral_id=one.pk),
    "withdraw": lambda cast, one: actions.withdraw(cast.analyst, referral_id=one.pk, text="Повучена сагласност."),
}
_OUT = ["send", "approve", "deliver"]
WAY: dict[str, list[str]] = {
    rules.DRAFT: [],
    rules.AWAITING_APPROVAL: ["send"],
    rules.APPROVED: ["send", "approve"],
    rules.DELIVERED: _OUT,
    rules.ACKNOWLEDGED: [*_OUT, "acknowledge"],
    rules.INFORMATION_ASKED: [*_OUT, "acknowledge", "ask"],
    rules.ACCEPTED: [*_OUT, "acknowledge", "accept"],
    rules.DECLINED: [*_OUT, "acknowledge", "decline"],
    rules.OUTCOME_REPORTED: [*_OUT, "acknowledge", "outcome"],
    rules.CLOSED: [*_OUT, "acknowledge", "outcome", "close"],
    rules.WITHDRAWN: [*_OUT, "withdraw"],
}
