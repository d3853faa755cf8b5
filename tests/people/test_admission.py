"""Who can open the keyring, and who never can."""

import pytest

from smartsafe.people.actions import admission
from smartsafe.people.actors import Actor
from smartsafe.people.errors import LastMember
from smartsafe.vault.keyrings import NotAMember
from smartsafe.vault.public_keys import public_key_of
from smartsafe.vault.sealing import RecordKey
from tests.factories.people import a_person, opened, person_of, the_founder

pytestmark = pytest.mark.django_db


def test_an_admitted_member_opens_what_was_sealed(operator: Actor) -> None:
    sealed = RecordKey.new().sealed_to(public_key_of("centre"))
    assert operator.open(sealed)


def test_a_new_member_waits_for_admission(vault: str) -> None:
    newcomer = a_person("operator", admitted=False)
    with pytest.raises(NotAMember):
        newcomer.open(RecordKey.new().sealed_to(public_key_of("centre")))
    admission.admit(the_founder(), person_id=newcomer.id)
    assert "centre" in opened(person_of(newcomer)).opened()


def test_the_last_member_stays(vault: str) -> None:
    founder = the_founder()
    with pytest.raises(LastMember):
        admission.expel(founder, person_id=founder.id)


def test_an_officer_founds_the_keyring_of_the_institution(officer: Actor) -> None:
    assert officer.institution == "mup_vtk"
    assert officer.open(RecordKey.new().sealed_to(public_key_of("institution:mup_vtk")), "institution:mup_vtk")
