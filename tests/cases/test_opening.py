"""Opening a case from contacts."""

from uuid import uuid4

import pytest

from smartsafe.audit.models import Entry
from smartsafe.cases import queries, rules
from smartsafe.cases.actions import open_case
from smartsafe.cases.errors import HasCase, Missing, NoContacts, NotAChoice, TooLong, Unreadable
from smartsafe.cases.models import Case
from smartsafe.errors import NotAllowed, NotFound
from smartsafe.evidence.queries import content, item
from smartsafe.people.actors import Actor, Locked
from tests.factories.cases import SUMMARY, TITLE, a_case, a_contact
from tests.factories.evidence import a_picture

pytestmark = pytest.mark.django_db


def test_a_case_takes_over_the_facts_and_tells_the_reporter(analyst: Actor) -> None:
    contact = a_contact()
    case = a_case(analyst, contact_ids=[contact.pk], kind="referral")
    assert case.number.startswith("NKC-")
    assert (case.status, case.kind, case.threat, case.municipality) == ("open", "referral", "sextortion", "cacak")
    assert (case.child_age_band, case.child_gender, case.assignee_id) == ("12_13", "girl", analyst.id)
    contact.refresh_from_db()
    assert contact.progress == "handling"
    assert contact.outcome == ""


def test_words_are_sealed_and_open_for_every_member(analyst: Actor, operator: Actor) -> None:
    case = Case.objects.get(pk=a_case(analyst).pk)
    assert TITLE.encode() not in bytes(case.sealed_title) + bytes(case.sealed_summary)
    view = queries.case_for(operator, case.pk)
    assert (view.title, view.summary) == (TITLE, SUMMARY)
    assert [row.title for row in queries.cases(operator, queue="open").rows] == [TITLE]


def test_files_of_the_contacts_open_under_the_case(analyst: Actor) -> None:
    case = a_case(analyst, files=2)
    first, second = queries.evidence_of(analyst, case.pk)
    assert {first.facts.name, second.facts.name} == {"slika-0.png", "slika-1.png"}  # type: ignore[union-attr]
    key = queries.evidence_key(analyst, case.pk, first.item_id)
    assert b"".join(content(item(first.item_id), key)) == a_picture()
    assert set(queries.evidence_keys(analyst, case.pk)) == {first.item_id, second.item_id}


def test_several_contacts_weigh_together(analyst: Actor) -> None:
    calm = a_contact(threats=["cyberbullying"], danger=False, gender="", age_band="unknown")
    urgent = a_contact(threats=["sextortion"], danger=True)
    case = a_case(analyst, contact_ids=[calm.pk, urgent.pk])
    assert (case.urgency, case.danger, case.threat) == ("immediate", True, "cyberbullying")
    assert case.other_threats == ["sextortion"]
    assert (case.child_gender, case.child_age_band) == ("girl", "12_13")
    assert case.danger_acknowledged_at is None


def test_an_operator_opens_for_others_to_take(operator: Actor) -> None:
    assert a_case(operator).assignee_id is None


def test_a_contact_belongs_to_one_case(analyst: Actor) -> None:
    contact = a_contact()
    first = a_case(analyst, contact_ids=[contact.pk])
    with pytest.raises(HasCase) as said:
        a_case(analyst, contact_ids=[contact.pk])
    assert first.number in str(said.value)
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "error", "field"),
    [
        ({"title": "  "}, Missing, "title"),
        ({"title": "ш" * (rules.MAX_TITLE + 1)}, TooLong, "title"),
        ({"title": "с\x00трах"}, Unreadable, "title"),
        ({"summary": "🙂" * (rules.MAX_WORDS + 1)}, TooLong, "summary"),
        ({"kind": "secret"}, NotAChoice, "kind"),
    ],
)
def test_bad_words_are_refused_at_their_field(analyst: Actor, changes: dict, error: type, field: str) -> None:
    with pytest.raises(error) as said:
        a_case(analyst, **changes)
    assert said.value.field == field
    assert not Case.objects.exists()


def test_words_of_any_script_come_back_as_they_were(analyst: Actor) -> None:
    strange = "Ђорђе \u202eмалта\u202c 👩‍👧 " + "x" * 100
    case = a_case(analyst, title=strange, summary="а" * rules.MAX_WORDS)
    view = queries.case_for(analyst, case.pk)
    assert view.title == strange.strip()
    assert len(view.summary) == rules.MAX_WORDS


def test_no_contact_no_case(analyst: Actor) -> None:
    with pytest.raises(NoContacts):
        open_case(analyst, contact_ids=[], kind="advisory", title=TITLE, summary="")
    with pytest.raises(NotFound):
        open_case(analyst, contact_ids=[uuid4()], kind="advisory", title=TITLE, summary="")


def test_who_may_not(administrator: Actor, officer: Actor) -> None:
    contact = a_contact()
    for stranger in (administrator, officer):
        with pytest.raises(NotAllowed):
            open_case(stranger, contact_ids=[contact.pk], kind="advisory", title=TITLE, summary="")
        with pytest.raises(NotAllowed):
            queries.cases(stranger, queue="open")


def test_a_locked_session_opens_nothing(analyst: Actor) -> None:
    case = a_case(analyst)
    locked = Actor(id=analyst.id, name=analyst.name, roles=analyst.roles)
    with pytest.raises(Locked):
        queries.case_for(locked, case.pk)


def test_one_entry_in_the_chain(analyst: Actor) -> None:
    case = a_case(analyst)
    entries = Entry.objects.filter(object_kind="case", object_id=str(case.pk))
    assert [entry.action for entry in entries] == ["case.opened"]
    assert TITLE not in str(entries[0].details)
