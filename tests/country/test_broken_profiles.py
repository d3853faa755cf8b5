"""A broken profile stops the start and says, in one line, which file, where in it, and what is wrong."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from smartsafe.country.profile.loading import load

from .folders import ARCADIA, PROFILES, RS, copied, fault_of, replaced

# file, what stands there, what is written instead, the place that must be named, words that must be said
BROKEN = [
    ("profile.toml", 'code = "arcadia"', 'code = "Arcadia!"', "code", "not written as"),
    ("profile.toml", 'code = "arcadia"', "", "code", "is missing"),
    ("profile.toml", 'time_zone = "Atlantic/Azores"', 'time_zone = "Atlantic/Atlantis"', "time_zone", "Atlantis"),
    ("profile.toml", 'letter_language = "en"', 'letter_language = "la"', "letter_language", "“la”"),
    ("profile.toml", 'exit_address = "https://weather.example/"', 'exit_address = "javascript:alert(1)"',
     "exit_address", "not written as"),
    ("profile.toml", 'country_code = "XA"', 'country_code = "Arcadia"', "centre.country_code", "not written as"),
    ("profile.toml", 'phone = "555 0100"', 'phone = "call us"', "centre.phone", "not written as"),
    ("profile.toml", 'email = "office@safenet.example"', "email = 5", "centre.email", "must be a text in quotes"),
    ("profile.toml", 'city = "Port Haven"', 'town = "Port Haven"', "centre.city", "is missing"),
    ("profile.toml", 'name = "Arcadian Safe Net Office"', 'name = { fr = "Bureau" }', "centre.name", "“fr”"),
    ("profile.toml", 'name = "Arcadian Safe Net Office"', 'name = "  "', "centre.name", "empty"),
    ("profile.toml", "ASNO-C-{number:04d}-{year}", "ASNO-C-{number:04d}", "numbers.contact", "{year}"),
    ("profile.toml", "ASNO-C-{number:04d}-{year}", "ASNO-C-{number:04d-{year}", "numbers.contact", ""),
    ("profile.toml", "ASNO-C-{number:04d}", "ASNO/C {number:04d}", "numbers.contact", "letters, digits and hyphens"),
    ("profile.toml", "ASNO-C-{number:04d}", "ASNO-C-{number.x}", "numbers.contact", ""),
    ("profile.toml", "immediate = 0.5, ", "", "deadlines.first_reply", "“immediate” is missing"),
    ("profile.toml", "immediate = 0.5", "immediate = -1", "deadlines.first_reply.immediate", "more than 0"),
    ("profile.toml", "drafts = 2", "drafts = 0", "retention.drafts", "greater than 0"),
    ("profile.toml", '[[languages]]\ncode = "en"', '[[languages]]\ncode = "English"', "languages[1].code", ""),
    ("profile.toml", 'short = "En"', 'short = "En"\nderived_from = "la"', "languages[1]", "“la”"),
    ("hours.toml", '"14:00-20:00"', '"14:00-25:00"', "hours.monday[2]", "07:30-15:30"),
    ("hours.toml", '"09:00-12:00"', '"12:00-09:00"', "hours.monday[1]", "end after it begins"),
    ("hours.toml", '"09:00-12:00", "14:00-20:00"', '"09:00-15:00", "14:00-20:00"', "hours", "monday overlap"),
    ("hours.toml", "month = 6", "month = 13", "holidays.yearly[1].month", "12"),
    ("hours.toml", "month = 6, day = 21", "month = 6, day = 31", "holidays.yearly[1]", "no such day"),
    ("hours.toml", "date = 2026-11-25", 'date = "sometime"', "holidays.also[1].date", "date"),
    ("hours.toml", "[holidays]", '[holidays]\ncountry = "XA"', "holidays.country", "“XA”"),
    ("choices.toml", '{ code = "rights", label', '{ code = "integrity", label', "harms[2].code", "twice"),
    ("choices.toml", '{ code = "other", label = "Elsewhere" },', "", "places_of_harm", "“other” is missing"),
    ("choices.toml", 'code = "nothing_found"', 'code = "nothing found"', "referral_outcomes[2].code", "not written"),
    ("threats.toml", 'harms = ["rights"]', 'harms = ["feathers"]', "threats[3].harms", "“feathers” is not a harm"),
    ("threats.toml", 'harms = ["rights"]', "harms = []", "threats[3].harms", "too few"),
    ("threats.toml", 'legal = ["harbour_7"]', 'legal = ["harbour_8"]', "threats[2].legal", "“harbour_8”"),
    ("threats.toml", 'insafe = "e_crime"', 'insafe = "birds"', "threats[3].insafe", "“birds”"),
    ("threats.toml", 'service = "hotline"', 'service = "coldline"', "threats[2].service", "“coldline”"),
    ("threats.toml", "hotline = true", 'hotline = "sometimes"', "threats[2].hotline", "true or false"),
    ("threats.toml", 'icon = "bird"', 'icon = "Bird!"', "threats[3].icon", "not written as"),
    ("threats.toml", 'code = "other"\nicon', 'code = "else"\nicon', "threats", "“other” is missing"),
    ("threats.toml", "[[threats]]", "[threats]", "", "is not TOML"),
    ("territory.toml", '"lower_fern"', '"upper_fern"', "districts[2].municipalities[2]", "twice"),
    ("territory.toml", 'kind = "capital"', 'kind = "village"', "districts[1].municipalities[1].kind", ""),
    ("institutions.toml", 'name_dative = "the School Board"', "", "institutions[2].name_dative", "is missing"),
    ("institutions.toml", 'code = "child_guard"', 'code = "school_board"', "institutions[3].code", "twice"),
    ("competence.toml", 'institution = "school_board"', 'institution = "moon"', "competence[2].institution", "“moon”"),
    ("competence.toml", 'institution = "school_board"', 'institution = "csr.*"', "competence[2].institution", "“csr”"),
    ("competence.toml", '"seagull_scam"', '"parrot_scam"', "competence[1].threats", "“parrot_scam”"),
    ("competence.toml", '"0_9"', '"0_8"', "competence[3].age_bands", "“0_8”"),
    ("statements.toml", 'updated = "2026-11-24"', 'updated = "yesterday"', "statements.about.updated", "not written"),
    ("advice/other.toml", 'related = ["cyberbullying"]', 'related = ["dragons"]', "related", "“dragons”"),
    ("advice/other.toml", '"Keep the messages.", "Write to us."', "", "steps.child", "too few"),
    ("advice/other.toml", "[steps]", "[stairs]", "steps", "is missing"),
    ("advice/other.toml", "comfort =", "comforts =", "comfort", "is missing"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "place", "said"), BROKEN, ids=lambda value: str(value)[:40])
def test_a_broken_profile_names_file_place_and_fault(
    tmp_path: Path, file: str, old: str, new: str, place: str, said: str
) -> None:
    folder = copied(ARCADIA, tmp_path)
    replaced(folder, file, old, new)
    message = str(fault_of(folder))
    assert message.startswith(file)
    assert "\n" not in message
    assert f": {place}: " in message if place else True
    assert said in message


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("threats.toml", 'insafe = "e_crime"', 'insafe = "birds"'),
        ("competence.toml", 'threats = ["cyberbullying"]', 'threats = ["kindness"]'),
        ("profile.toml", 'phone = "555 0100"', 'phone = "call us"'),
        ("choices.toml", 'code = "silent"', 'code = "Silent!"'),
        ("advice/sextortion.toml", 'related = ["other"]', 'related = ["else"]'),
        ("hours.toml", "month = 2, day = 29", "month = 2, day = 30"),
    ],
)
def test_the_line_is_told(tmp_path: Path, file: str, old: str, new: str) -> None:
    folder = copied(ARCADIA, tmp_path)
    line = replaced(folder, file, old, new)
    assert fault_of(folder).line == line


def test_the_line_is_told_in_a_long_file(tmp_path: Path) -> None:
    folder = copied(RS, tmp_path)
    line = replaced(folder, "territory.toml", 'code = "cacak"', 'code = "lucani"')
    assert fault_of(folder).line == line


def test_a_file_or_key_that_nobody_knows_is_a_fault(tmp_path: Path) -> None:
    folder = copied(ARCADIA, tmp_path)
    (folder / "threat.toml").write_text("x = 1")
    assert "threat.toml" in str(fault_of(folder))
    (folder / "threat.toml").unlink()
    replaced(folder, "profile.toml", "[numbers]", "[hours]\n[numbers]")
    assert "belongs in hours.toml" in str(fault_of(folder))


@pytest.mark.parametrize("file", sorted(path.relative_to(ARCADIA).as_posix() for path in ARCADIA.rglob("*.toml")))
def test_a_missing_or_empty_or_unreadable_file_is_named(tmp_path: Path, file: str) -> None:
    folder = copied(ARCADIA, tmp_path)
    source = (folder / file).read_bytes()
    optional = file == "legal.toml"  # then a threat names a hint that is not there
    for content in (None, b"", b"\xff\xfe", b"= 1", source + b"\nsurprise = 1\n", source[: len(source) // 2] + b"\0"):
        (folder / file).unlink(missing_ok=True)
        if content is not None:
            (folder / file).write_bytes(content)
        message = str(fault_of(folder))
        assert ("threats.toml" if optional and not content else file) in message
        assert "\n" not in message


def test_a_threat_without_advice_and_advice_without_a_threat(tmp_path: Path) -> None:
    folder = copied(ARCADIA, tmp_path)
    (folder / "advice/sextortion.toml").rename(folder / "advice/sharks.toml")
    assert "advice/sharks.toml" in str(fault_of(folder))
    (folder / "advice/sharks.toml").unlink()
    assert "advice/sextortion.toml: is missing" in str(fault_of(folder))


def test_every_text_has_the_first_language(tmp_path: Path) -> None:
    folder = copied(RS, tmp_path)
    line = replaced(
        folder, "threats.toml", 'question = { sr = "Украден ми је налог или је у питању превара", ', "question = { "
    )
    fault = fault_of(folder)
    assert (fault.line, "“sr”" in str(fault)) == (line, True)


@pytest.mark.parametrize("folder", sorted(path.parent for path in PROFILES.glob("*/profile.toml")))
def test_every_profile_that_we_ship_is_sound(folder: Path) -> None:
    assert load(folder).code == folder.name


def test_a_broken_profile_stops_the_process_with_one_line(tmp_path: Path) -> None:
    """As an administrator meets it."""
    broken = copied(ARCADIA, tmp_path)
    replaced(broken, "threats.toml", 'insafe = "e_crime"', 'insafe = "birds"')
    stopped = subprocess.run(
        [sys.executable, "-m", "smartsafe", "check"],
        env={**os.environ, "SMARTSAFE_PROFILE": str(broken), "SMARTSAFE_DATA_DIR": str(tmp_path / "data")},
        cwd=PROFILES.parent,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert stopped.returncode == 1
    assert stopped.stderr.strip().splitlines() == [stopped.stderr.strip()]
    assert stopped.stderr.startswith("smartsafe: profile “arcadia”: threats.toml, line ")
    assert "threats[3].insafe: “birds” is not an Insafe topic of this profile" in stopped.stderr
