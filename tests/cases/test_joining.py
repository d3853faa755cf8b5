"""Merging, linking, people, notes, exact values, the timeline."""

import pytest

from smartsafe.cases import actions, queries
from smartsafe.cases.errors import Missing, NotFromHere, TooManyIdentifiers, WithItself
from smartsafe.cases.models import Case
from smartsafe.contacts.actions.reporting import open_conversation, write_more
from smartsafe.errors import NotFound
from smartsafe.evidence.queries import content, item
from smartsafe.people.actors import Actor
from smartsafe.vault import blind_index
from tests.factories.cases import a_case, a_contact
from tests.factories.contacts import a_report
from tests.factories.evidence import a_picture, an_upload

pytestmark = pytest.mark.django_db


def test_everything_of_a_merged_case_opens_from_its_survivor(analyst: Actor) -> None:
    case, into, third = a_case(analyst, files=1), a_case(analyst, files=1, danger=True), a_case(analyst)
    actions.add_note(analyst, case_id=case.pk, text="Белешка прве")
    actions.add_involved(analyst, case_id=case.pk, role="suspect", identifiers=["@lazni.profil"], text="Тражи новац")
    actions.add_task(analyst, case_id=case.pk, title="Снимити екран", working_hours=8)
    actions.link(analyst, case_id=case.pk, other_id=third.pk)
    actions.advance(analyst, case_id=case.pk, to="referral_prepared")

    survivor = actions.merge(analyst, case_id=case.pk, into_id=into.pk)

    view = queries.case_for(analyst, survivor.pk)
    assert view.status == "referral_prepared"
    assert len(view.contacts) == 2
    assert [note.text for note in view.notes] == ["Белешка прве"]
    assert [task.title for task in view.tasks] == ["Снимити екран"]
    assert [one.details.identifiers for one in view.involved] == [["@lazni.profil"]]
    assert [other.number for other in view.merged] == [case.number]
    assert [other.number for other in view.linked] == [third.number]
    assert len(queries.evidence_of(analyst, survivor.pk)) == 2
    for item_id, key in queries.evidence_keys(analyst, survivor.pk).items():
        assert b"".join(content(item(item_id), key)) == a_picture()
    gone = queries.case_for(analyst, case.pk)
    assert (gone.status, gone.merged_into.number, gone.verbs) == ("closed", into.number, frozenset())  # type: ignore[union-attr]
    assert case.number not in [row.number for row in queries.cases(analyst, queue="closed").rows]


def test_exact_values_follow_a_merge(analyst: Actor) -> None:
    case, into = a_case(analyst), a_case(analyst, summary="")
    key = analyst.opened().index_key()
    actions.merge(analyst, case_id=case.pk, into_id=into.pk)
    assert {found for _kind, found, _value in blind_index.find(key, [("handle", "nepoznati_99")])} >= {into.pk}


def test_merging_refuses(analyst: Actor) -> None:
    case, into = a_case(analyst), a_case(analyst)
    with pytest.raises(WithItself):
        actions.merge(analyst, case_id=case.pk, into_id=case.pk)
    actions.give_advice(analyst, case_id=into.pk, text="Савет")
    actions.close(analyst, case_id=into.pk)
    with pytest.raises(NotFromHere):
        actions.merge(analyst, case_id=case.pk, into_id=into.pk)
    assert Case.objects.get(pk=case.pk).status == "open"


def test_links_are_mutual(analyst: Actor) -> None:
    one, other = a_case(analyst), a_case(analyst)
    actions.link(analyst, case_id=one.pk, other_id=other.pk)
    assert [linked.number for linked in queries.case_for(analyst, other.pk).linked] == [one.number]
    actions.unlink(analyst, case_id=other.pk, other_id=one.pk)
    assert queries.case_for(analyst, one.pk).linked == []
    with pytest.raises(NotFound):
        actions.unlink(analyst, case_id=other.pk, other_id=one.pk)


def test_people_are_sealed_and_their_identifiers_found(analyst: Actor) -> None:
    case = a_case(analyst)
    typed = ["lazni.profil", "064 123 45 67", "https://www.Primer.example/u/1?utm_source=x", " ", "lazni.profil"]
    involved = actions.add_involved(analyst, case_id=case.pk, role="suspect", name="Непознат", identifiers=typed)
    assert b"lazni" not in bytes(involved.sealed_details)
    key = analyst.opened().index_key()
    for value in [("handle", "lazni.profil"), ("phone", "+381641234567"), ("url", "https://primer.example/u/1")]:
        assert ("case", case.pk, value[0]) in blind_index.find(key, [value])
    (view,) = queries.case_for(analyst, case.pk).involved
    assert view.details.identifiers == ["lazni.profil", "064 123 45 67", typed[2]]
    actions.remove_involved(analyst, case_id=case.pk, involved_id=involved.pk)
    with pytest.raises(NotFound):
        actions.remove_involved(analyst, case_id=case.pk, involved_id=involved.pk)


def test_somebody_about_whom_nothing_is_known(analyst: Actor) -> None:
    case = a_case(analyst)
    with pytest.raises(Missing):
        actions.add_involved(analyst, case_id=case.pk, role="child")
    with pytest.raises(TooManyIdentifiers):
        actions.add_involved(analyst, case_id=case.pk, role="child", identifiers=[f"a{n}" for n in range(31)])


def test_files_that_come_later_become_evidence_on_reading(analyst: Actor) -> None:
    receipt, contact = a_report()
    case = a_case(analyst, contact_ids=[contact.pk])
    conversation = open_conversation(receipt.code)
    assert conversation
    write_more(conversation, text="Ево слике", uploads=[an_upload()])
    assert queries.evidence_of(analyst, case.pk) == []
    actions.look(analyst, case_id=case.pk)
    assert len(queries.evidence_of(analyst, case.pk)) == 1


def test_the_timeline_reads_as_sentences(analyst: Actor, supervisor: Actor) -> None:
    case, other = a_case(analyst), a_case(analyst)
    actions.add_contact(analyst, case_id=case.pk, contact_id=a_contact().pk)
    actions.assign(analyst, case_id=case.pk, person_id=supervisor.id)
    actions.add_involved(analyst, case_id=case.pk, role="child", name="Дете")
    actions.advance(analyst, case_id=case.pk, to="referral_prepared")
    actions.look(supervisor, case_id=case.pk)
    actions.merge(analyst, case_id=other.pk, into_id=case.pk)
    told = queries.timeline(analyst, case.pk)
    assert all("{" not in entry.sentence and entry.who == analyst.name for entry in told)
    assert any(supervisor.name in entry.sentence for entry in told)
    assert "case.looked" not in [entry.action for entry in told]
    assert "case.looked" in [entry.action for entry in queries.timeline(analyst, case.pk, looks=True)]
    assert told[0].action == "case.merged"
