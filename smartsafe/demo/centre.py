"""The living demo centre: made only through the actions that people use, in one transaction, once."""

import json
from collections.abc import Callable
from datetime import timedelta
from random import Random

import pyrage
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import SYSTEM
from smartsafe.contacts.actions import handling, indexing, outbox
from smartsafe.institutions.actions import set_address_on_the_machine, sync_directory
from smartsafe.vault import worker_keys
from smartsafe.vault.public_keys import CENTRE, has_keyring
from smartsafe.vault.receipts import in_groups

from .cases import Matter, fill_with_cases
from .cast import PASSWORD, Cast, gather
from .chats import a_few_chats, a_note_to_the_next_shift, the_library
from .contacts import Centre, Written, fill_the_year, report, special_contacts
from .editorial import an_editors_desk
from .letters import letters
from .outreach import prevention
from .partners import a_partner
from .reading import a_library
from .script import script
from .staffing import fill_the_weeks
from .time import Year
from .youth import young_people

NOTES = "demo/notes.json"
CALLS, LETTERS = 172, 84  # most people call, as the centre's own figures say


def exists() -> bool:
    """Whether anything lives here already; the demo is never made over something else."""
    return has_keyring(CENTRE)


def make() -> None:
    """A year of a centre's life. Raises NoScript when the profile has no demo."""
    chance = Random(19833)  # noqa: S311, the same demo every time
    story = script()
    year = Year(clock.now(), chance)
    worker_keys.make_where_missing()
    with transaction.atomic():
        worker_keys.adopt()
        with clock.at(year.ago(366)):
            sync_directory()
            cast = gather(story)
            keys = _give_age_keys(cast)
        centre = Centre(year, cast, story, chance)
        matters = fill_with_cases(centre)
        special_contacts(centre)
        fill_the_year(centre, calls=CALLS, letters=LETTERS)
        codes = _receipts_to_show(centre, matters)
        partner_key = a_partner(centre)
        a_few_chats(centre)
        the_library(centre)
        a_library(centre)
        prevention(centre)
        an_editors_desk(centre)
        young_people(centre)
        letters(centre)
        a_note_to_the_next_shift(centre)
        year.live()
        with clock.at(year.now):
            fill_the_weeks(cast, year.now)
            while indexing.index_waiting(cast.first("analyst"), limit=50):
                pass
            while claimed := outbox.claim():  # what was answered by e-mail has long arrived
                outbox.sent(claimed.id, provider_key=None, delivered=True)
    _remember({"codes": codes(), "recovery_key": cast.recovery_key, "age_keys": keys, "partner_key": partner_key()})


def welcome(address: str) -> str:
    """What is printed when the demo is ready."""
    notes = json.loads(default_storage.open(NOTES).read()) if default_storage.exists(NOTES) else {}
    people = "\n".join(
        f"  {member.email:<28} {', '.join(member.roles):<14} {address}/{'portal' if member.institution else 'desk'}/"
        for member in (*script().person, *script().officer)
    )
    codes = "\n".join(f"  {in_groups(code)}   {shows}" for code, shows in notes.get("codes", []))
    key = notes.get("partner_key", "")
    partner = f"Key of a partner’s computer for {address}/api/v1/\n  {key}\n\n" if key else ""
    return (
        f"\nSmart and Safe is ready: {address}\n\n"
        f"Accounts (password {PASSWORD} each, no second factor in the demo):\n{people}\n\n"
        f"Receipt codes for {address}/sr/return/\n{codes}\n\n"
        f"{partner}"
        "Stop with Ctrl+C.\n"
    )


def notes() -> dict[str, object]:
    """What was remembered when the demo was made: receipt codes, the recovery key, the institutions' age keys."""
    found: dict[str, object] = json.loads(default_storage.open(NOTES).read())
    return found


def _give_age_keys(cast: Cast) -> dict[str, str]:
    """Every institution of an officer gets an address and a key for packages; the secret halves, by code."""
    secrets = {}
    for officer in cast.all("officer"):
        identity = pyrage.x25519.Identity.generate()
        email = f"{officer.institution.replace('_', '-')}@institution.example"
        recipient = str(identity.to_public())
        set_address_on_the_machine(SYSTEM, code=officer.institution, email=email, age_recipient=recipient)
        secrets[officer.institution] = str(identity)
    return secrets


def _receipts_to_show(centre: Centre, matters: list[Matter]) -> Callable[[], list[tuple[str, str]]]:
    """Three codes, once the year was lived: just arrived, in dialogue, outcome known."""
    talking = next(matter for matter in matters if matter.plan.state == "open")
    told = next(matter for matter in matters if matter.plan.state == "outcome_reported")
    fresh: list[Written] = []

    def arrive() -> None:
        fresh.append(report(centre, centre.script.about("cyberbullying")))

    def reply() -> None:
        handling.reply(talking.analyst, contact_id=talking.contact.id, text=centre.script.words.tell)

    centre.year.at(centre.year.now - timedelta(minutes=25), arrive)
    centre.year.at(centre.year.now - timedelta(minutes=10), reply)
    return lambda: [
        (fresh[0].code, "received a moment ago, nobody has answered yet"),
        (talking.contact.code, "answered; a reply waits to be read"),
        (told.contact.code, "an institution has reported the outcome"),
    ]


def _remember(notes: dict[str, object]) -> None:
    default_storage.delete(NOTES)
    default_storage.save(NOTES, ContentFile(json.dumps(notes, ensure_ascii=False).encode()))
