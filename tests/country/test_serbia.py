"""The Serbian profile: complete, in order, and saying only what may be said to a child."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.template import Context, Template
from django.utils.translation import override
from pydantic import BaseModel

from smartsafe.country.profile import Text, profile
from smartsafe.errors import NotFound

RS = profile()


def texts(value: Any = RS, place: str = "") -> Iterator[tuple[str, Text]]:
    """Every text of the profile and where it stands."""
    if isinstance(value, Text):
        yield place, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from texts(getattr(value, name), f"{place}.{name}")
    elif isinstance(value, dict):
        for key, child in value.items():
            yield from texts(child, f"{place}.{key}")
    elif isinstance(value, tuple):
        for child in value:
            yield from texts(child, f"{place}[{getattr(child, 'code', '')}]")


ALL = list(texts())


def test_territory_counts() -> None:
    kinds = [place.kind for place in RS.municipalities]
    assert len(RS.districts) == 25  # 24 districts and the City of Belgrade
    assert (kinds.count("municipality"), kinds.count("city"), kinds.count("capital")) == (117, 27, 1)
    assert len([kind for kind in kinds if kind != "part"]) == 145
    assert [place.part_of for place in RS.municipalities if place.kind == "part"] == ["beograd"] * 17


def test_names_of_places_in_both_scripts() -> None:
    for place in RS.municipalities:
        assert re.fullmatch(r"[А-ШЂЈЉЊЋЏ][а-шђјљњћџ]+( [А-ШЂЈЉЊЋЏа-шђјљњћџ]+)*", place.name.in_language("sr")), place
        assert re.fullmatch(r"[A-ZČĆŠŽĐ][a-zčćšžđ]+( [A-Za-zČĆŠŽĐčćšžđ]+)*", place.name.in_language("sr-latn")), place
    assert RS.municipality("cacak").name.in_language("sr-latn") == "Čačak"
    assert RS.municipality("ljubovija").name.in_language("en") == "Ljubovija"
    assert RS.municipality("kula").district.name.in_language("en") == "West Bačka District"


def test_places_stand_in_the_order_of_the_alphabet() -> None:
    azbuka = " АБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШ"
    for district in RS.districts:
        names = [one.name.in_language("sr").upper() for one in district.municipalities]
        assert names == sorted(names, key=lambda name: [azbuka.index(letter) for letter in name])


@pytest.mark.parametrize(
    ("typed", "first"),
    [("cac", "cacak"), ("Čač", "cacak"), ("чач", "cacak"), ("  ЧАЧАК ", "cacak"), ("novi s", "novi_sad"),
     ("indj", "indjija"), ("indi", "indjija"), ("Инђ", "indjija"), ("sad", "novi_sad"), ("nis", "nis"),
     ("palilula", "beograd_palilula"), ("dzab", None), ("Đ", None), ("", None), ("%", None), ("\0", None),
     ("ж" * 5000, None), ("👩‍👧", None), ("\u202eкачач", None), ("petrovac na", "petrovac_na_mlavi")],
)  # fmt: skip
def test_finding_a_place(typed: str, first: str | None) -> None:
    found = RS.find_municipalities(typed)
    assert len(found) <= 8
    assert (found[0].code if found else None) == first


def test_every_municipality_has_its_institutions() -> None:
    for place in RS.municipalities:
        assert RS.institution(f"csr.{place.code}").municipality == place.code
        assert RS.institution(f"dz.{place.code}")
    assert RS.institution("csr.cacak").name_dative.in_language("sr") == "Центру за социјални рад — Чачак"
    assert "Одељење Врачар" in RS.institution("csr.beograd_vracar").name.in_language("sr")
    assert RS.institution("csr.beograd").name.in_language("sr") == "Градски центар за социјални рад у Београду"


def test_the_three_forms_of_a_name_differ_in_serbian() -> None:
    for entry in RS.directory.values():
        forms = {
            entry.name.in_language("sr"),
            entry.name_genitive.in_language("sr"),
            entry.name_dative.in_language("sr"),
        }
        assert len(forms) == 3, entry.code


KEEPS_LATIN = re.compile(r"{municipality}|{phone}|{opens}|{site}|INHOPE|PDF|WCAG|AA|EN |JavaScript|Take It Down")
LATIN, CYRILLIC = re.compile(r"[A-Za-zČĆŠŽĐčćšžđ]"), re.compile(r"[\u0400-\u04ff]")


def test_every_text_is_there_in_serbian_and_english() -> None:
    for place, text in ALL:
        name_of_place = place.startswith(".districts") and ".municipalities" in place
        assert name_of_place or text.written >= {"sr", "en"}, place
        assert not LATIN.search(KEEPS_LATIN.sub("", text.in_language("sr"))), (place, text)
        assert not CYRILLIC.search(text.in_language("sr-latn")), (place, text)
        assert not CYRILLIC.search(text.in_language("en")), (place, text)


def test_every_text_is_set_with_care() -> None:
    for place, text in ALL:
        for words in (text.in_language("sr"), text.in_language("en")):
            assert not re.search(r"  | [.,;:!?]|[ ,]$|\.\.$|\"", words), (place, words)


def test_every_threat_has_its_advice_and_a_plain_question() -> None:
    assert len(RS.threats) == 25
    assert set(RS.advice) == RS.codes("threats")
    for threat in RS.threats:
        assert len(threat.question.in_language("sr")) <= 100
        assert not threat.question.in_language("sr").endswith(".")


# Past tenses that betray the reader's gender; a child reads these.
GENDERED = re.compile(
    r"\b(си|сам|буде[шм]?|би)\s+\w+(ао|ла|ио|ила)\b|\b\w+(ао|ио)/\w*ла\b|\b(сигуран|сигурна|сам|сама)\b", re.I
)


def test_advice_speaks_to_every_child() -> None:
    for place, text in ALL:
        if ".advice" in place or ".question" in place or ".told" in place:
            assert not GENDERED.search(text.in_language("sr")), (place, text)


def test_files_of_abuse_are_never_asked_for() -> None:
    for threat in RS.threats:
        if threat.sexual and threat.code != "grooming":
            dont = " ".join(text.in_language("en") for text in RS.advice_on(threat.code).dont)
            assert re.search(r"not send|to nobody", dont), threat.code


def test_codes_fit_their_columns() -> None:
    from smartsafe.contacts.models import Contact

    for kind, column in [("channels", "channel"), ("services", "service"), ("threats", "threat"),
                         ("urgencies", "urgency"), ("age_bands", "child_age_band"), ("genders", "child_gender"),
                         ("places_of_harm", "place_of_harm"), ("reporter_kinds", "reporter_kind"),
                         ("outcomes_of_contact", "outcome"), ("progress", "progress"),
                         ("referral_outcomes", "told_outcome")]:  # fmt: skip
        longest = max(len(code) for code in RS.codes(kind))  # type: ignore[arg-type]
        assert longest <= Contact._meta.get_field(column).max_length
    assert max(len(place.code) for place in RS.municipalities) <= Contact._meta.get_field("municipality").max_length


def test_every_icon_exists() -> None:
    icons = {one.icon for name in ("threats", "services", "channels", "harms", "reporter_kinds", "progress")
             for one in getattr(RS, name)}  # fmt: skip
    for icon in icons:
        assert "<svg" in Template("{% load lucide %}{% lucide name %}").render(Context({"name": icon})), icon


def test_unknown_codes() -> None:
    for ask in (RS.threat, RS.municipality, RS.institution, RS.outcome, RS.legal_hint, RS.advice_on):
        with pytest.raises(NotFound):
            ask("nothing_of_the_kind")
    assert RS.label("threats", "nothing_of_the_kind") == "nothing_of_the_kind"
    assert RS.label("municipalities", "") == ""
    with override("en"):
        assert RS.label("age_bands", "12_13") == "12 or 13"
        assert RS.label("institutions", "mpn") == "Ministry of Education"


def test_legal_hints_of_the_criminal_code() -> None:
    articles = {hint.article for hint in RS.legal_hints}
    assert articles == {"138", "138a", "144", "145", "146", "185", "185a", "185b", "214", "301", "302", "317", "388"}
    assert [hint.article for hint in RS.hints_for("stalking")] == ["138a"]
