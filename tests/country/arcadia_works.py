"""Run by test_arcadia in a process of its own, under the profile of a country that does not exist."""

import os
import re
from datetime import UTC, datetime

import django
from django.core.management import call_command
from django.db import transaction
from django.test import Client

CYRILLIC = re.compile(r"[\u0400-\u04ff]")


def checks() -> None:
    from django.conf import settings

    from smartsafe import clock
    from smartsafe.country.competence import suggest
    from smartsafe.country.hours import add_working_hours, line_state
    from smartsafe.country.numbers import next_number
    from smartsafe.country.profile import profile
    from smartsafe.institutions.actions import sync_directory

    arcadia = profile()
    assert (settings.LANGUAGES, settings.TIME_ZONE) == ([("en", "English")], "Atlantic/Azores")
    assert not CYRILLIC.search(repr(arcadia))
    assert [place.code for place in arcadia.find_municipalities("fern")] == ["upper_fern", "lower_fern"]
    assert [one.institution.code for one in suggest(threat="cyberbullying", age_band="0_9")] == [
        "school_board", "child_guard",
    ]  # fmt: skip
    saturday = datetime(2026, 11, 28, 23, 30, tzinfo=UTC)
    state = line_state(saturday, arcadia)
    assert state.open
    assert state.until is not None
    assert state.until.hour == 2  # through midnight, into Sunday
    assert add_working_hours(saturday, 4.5, arcadia) == datetime(2026, 11, 30, 11, 0, tzinfo=UTC)
    assert not line_state(datetime(2026, 11, 25, 11, 0, tzinfo=UTC), arcadia).open  # the regatta
    assert not line_state(datetime(2028, 2, 29, 12, 0, tzinfo=UTC), arcadia).open  # Leap Day
    assert line_state(datetime(2026, 1, 7, 10, 0, tzinfo=UTC), arcadia).open  # no holiday of anybody else
    call_command("migrate", verbosity=0)
    assert sync_directory() == 3
    with transaction.atomic(), clock.at(saturday):
        assert next_number("case") == "ASNO-0001-2026"


def a_report_reaches_its_institution() -> None:
    """From a child's report to the outcome that the child reads, by the real actions."""
    from smartsafe.contacts.actions.reporting import open_conversation
    from smartsafe.contacts.reporter_queries import conversation_view
    from smartsafe.referrals import actions
    from smartsafe.referrals.queries import letter, suggestions
    from tests.factories.cases import open_case
    from tests.factories.contacts import a_report
    from tests.factories.people import an_officer
    from tests.factories.referrals import STEPS, Cast, fill

    text = "Someone wants a boat or will share my photo."
    receipt, contact = a_report(
        language="en", text=text, age_band="0_9", exact_age=9, municipality="upper_fern",
        place_of_harm="messaging", when="last night",
    )  # fmt: skip
    assert receipt.number.startswith("ASNO-C-0001-")
    cast = Cast(officer=an_officer("harbour_watch"))
    case = open_case(cast.analyst, contact_ids=[contact.pk], kind="referral", title="Blackmail", summary=text)
    suggested = [one.code for one in suggestions(cast.analyst, case.pk)]
    assert suggested == ["harbour_watch", "child_guard"]
    referral = actions.prepare(cast.analyst, case_id=case.pk, institution="harbour_watch")
    fill(cast.analyst, referral, subject="Blackmail", facts=text, asked="Please act within your competence.")
    for step in ("send", "approve", "deliver", "acknowledge"):
        referral.refresh_from_db()
        STEPS[step](cast, referral)
    written = words_of(letter(cast.officer, referral.pk))
    assert "Harbour Watch" in written
    assert not CYRILLIC.search(written), written
    actions.report_outcome(cast.officer, referral_id=referral.pk, outcome="acting", text="")
    conversation = open_conversation(receipt.code)
    assert conversation is not None
    assert "The institution is acting." in repr(conversation_view(conversation))


def words_of(pdf: bytes) -> str:
    import pypdfium2

    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


def pages() -> None:
    """The public pages speak of Arcadia alone."""
    client = Client()
    for path in ("", "advice/", "advice/seagull_scam/", "about/", "about/privacy/", "about/accessibility/",
                 "about/helplines/", "report/", "help/", "return/", "chat/", "statistics/"):  # fmt: skip
        answer = client.get(f"/en/{path}", follow=True)
        page = answer.content.decode()
        assert answer.status_code == 200, (path, answer.status_code)
        found = CYRILLIC.search(page)
        assert not found, (path, page[max(0, found.start() - 60) : found.end() + 60])
        assert "19833" not in page, path
    assert client.get("/sr/").status_code == 404
    assert client.get("/en/advice/grooming/").status_code == 404


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "smartsafe.project.settings.test"
    django.setup()
    checks()
    print("checked")
    a_report_reaches_its_institution()
    print("referred")
    pages()
    print("read")
