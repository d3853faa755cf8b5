"""Who is suggested, in which order, and why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartsafe.country.competence import suggest
from smartsafe.country.profile import profile

RS = profile()


def codes(**facts: object) -> list[str]:
    return [suggestion.institution.code for suggestion in suggest(**facts)]  # type: ignore[arg-type]


def test_under_14_the_centre_for_social_work_stands_beside_the_police() -> None:
    found = suggest(threat="sextortion", age_band="12_13", municipality="cacak")
    assert [one.institution.code for one in found] == ["mup_vtk", "vjt_vtk", "csr.cacak"]
    assert found[2].rule == "under_14"
    assert "мање од 14" in found[2].reason.in_language("sr")


@pytest.mark.parametrize("threat", ["cyberbullying", "threats", "hate_speech", "fake_profile"])
@pytest.mark.parametrize("age", ["5_11", "12_13"])
def test_under_14_for_what_other_children_do(threat: str, age: str) -> None:
    assert "csr.uzice" in codes(threat=threat, age_band=age, municipality="uzice")
    assert "csr.uzice" not in codes(threat=threat, age_band="16_17", municipality="uzice")


def test_where_the_municipality_is_unknown_the_ministry_is_suggested_instead() -> None:
    for unknown in ("", "nowhere"):
        found = codes(threat="grooming", age_band="5_11", municipality=unknown)
        assert "mrzs" in found
        assert not [code for code in found if code.startswith("csr.")]


def test_a_part_of_belgrade_has_its_own_department() -> None:
    assert "csr.beograd_vracar" in codes(threat="grooming", age_band="5_11", municipality="beograd_vracar")


@pytest.mark.parametrize(("host", "abroad"), [("NL", True), ("nl", True), ("RS", False), ("rs", False), ("", False)])
def test_a_foreign_host_calls_for_its_hotline(host: str, abroad: bool) -> None:
    assert ("inhope" in codes(threat="sexual_abuse", host_country=host)) is abroad


@pytest.mark.parametrize(
    ("threat", "institution"),
    [("privacy", "poverenik"), ("e_crime", "cert"), ("gaming_gambling", "games_of_chance"),
     ("trafficking", "trafficking_victims"), ("cyberbullying", "mpn"), ("self_harm", "mental_health"),
     ("hate_speech", "vjt_vtk"), ("stalking", "mup_vtk"), ("advertising", "market_inspection")],
)  # fmt: skip
def test_the_first_institution_of_each_kind_of_threat(threat: str, institution: str) -> None:
    assert institution in codes(threat=threat)


@pytest.mark.parametrize("threat", ["technical", "media_literacy", "disinformation", "relationships", "other", "", "?"])
def test_advice_needs_no_institution(threat: str) -> None:
    assert codes(threat=threat) == []


def test_other_threats_and_harms_count_too() -> None:
    assert "mup_vtk" in codes(threat="other", other_threats=["grooming"])
    assert codes(threat="other", harms=["health"], municipality="nis") == ["dz.nis"]


@given(
    threat=st.sampled_from([*sorted(RS.codes("threats")), "", "x"]),
    other_threats=st.lists(st.sampled_from(sorted(RS.codes("threats"))), max_size=3),
    harms=st.lists(st.sampled_from(sorted(RS.codes("harms"))), max_size=3),
    age_band=st.sampled_from([*sorted(RS.codes("age_bands")), ""]),
    municipality=st.sampled_from(["", "x"] + [place.code for place in RS.municipalities]),
    host_country=st.sampled_from(["", "RS", "US", "??"]),
)
def test_each_institution_once_each_with_a_reason_in_every_language(**facts: object) -> None:
    found = suggest(**facts)  # type: ignore[arg-type]
    names = [one.institution.code for one in found]
    assert len(names) == len(set(names))
    order = [rule.code for rule in RS.competence]
    assert [order.index(one.rule) for one in found] == sorted(order.index(one.rule) for one in found)
    for one in found:
        assert RS.institution(one.institution.code) == one.institution
        for language in ("sr", "sr-latn", "en"):
            assert one.reason.in_language(language)
