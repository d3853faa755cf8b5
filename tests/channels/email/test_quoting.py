"""What mail programs repeat is kept and folded; what somebody wants to show stays in sight."""

import pytest

from smartsafe.channels.email.quoting import fold
from smartsafe.contacts.quotation import parted

OWN = "Хвала, десило се опет јуче.\nШта сада?"
OLD = "> Прочитали смо.\n>\n> Одговор центра"

ANNOUNCED = {
    "gmail, english": "On Wed, Nov 25, 2026 at 10:12 AM Centar <bit@primer.rs> wrote:",
    "gmail, english, broken": "On Wed, Nov 25, 2026 at 10:12 AM Centar za bezbednost dece\n<bit@primer.rs> wrote:",
    "gmail, cyrillic": "сре, 25. нов 2026. у 10:12 Центар <bit@primer.rs> је написао/ла:",
    "gmail, latin": "sre, 25. nov 2026. u 10:12 Centar <bit@primer.rs> je napisao/la:",
    "gmail, latin, broken": "sre, 25. nov 2026. u 10:12 Centar za bezbednost dece\n<bit@primer.rs> je napisao/la:",
    "apple, cyrillic": "Дана 25. 11. 2026., у 10:12, Центар <bit@primer.rs> је написао/ла:",
    "apple, latin": "Dana 25. 11. 2026., u 10:12, Centar <bit@primer.rs> je napisala:",
    "apple, english": "On 25 Nov 2026, at 10:12, Centar <bit@primer.rs> wrote:",
    "apple, past turned": "Дана 25. 11. 2026. 10:12, Центар <bit@primer.rs> написао/ла је:",
    "thunderbird": "On 25/11/2026 10:12, Centar wrote:",
    "thunderbird, serbian": "Дана 25.11.2026. 10:12, Центар пише:",
    "roundcube": "Dana 2026-11-25 10:12, Centar je napisao:",
}


@pytest.mark.parametrize("line", ANNOUNCED.values(), ids=ANNOUNCED.keys())
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_announced(line: str, gap: str) -> None:
    own, quoted = parted(fold(f"{OWN}\n\n{line}{gap}{OLD}\n"))
    assert own == OWN
    assert quoted == f"{line}{gap}{OLD}"


@pytest.mark.parametrize(
    "block",
    [
        "-----Original Message-----\nFrom: a@b.rs\nSent: today\n\nold words",
        "----- Оригинална порука -----\nold words",
        "________________________________\nFrom: Centar <bit@primer.rs>\nSent: Wednesday, November 25, 2026 10:12\n"
        "To: Ana\nSubject: Re: pomoc\n\nold words",
        "________________________________\nОд: Центар <bit@primer.rs>\nПослато: среда, 25. новембар 2026. 10:12\n"
        "За: Ана\nТема: Одг: помоћ\n\nold words",
        "Od: Centar <bit@primer.rs>\nPoslato: sreda, 25. novembar 2026. 10:12\nZa: Ana\nPredmet: pomoć\n\nold words",
        "*From:* Centar <bit@primer.rs>\n*Sent:* Wednesday\n*To:* Ana\n*Subject:* x\n\nold words",
    ],
)
def test_outlook(block: str) -> None:
    assert parted(fold(f"{OWN}\n\n{block}")) == (OWN, block)


def test_an_answer_beneath_the_quotation() -> None:
    line = ANNOUNCED["gmail, english"]
    assert parted(fold(f"{line}\n{OLD}\n\n{OWN}")) == (OWN, f"{line}\n{OLD}")


def test_without_signs_when_the_address_is_named() -> None:
    line = ANNOUNCED["gmail, cyrillic"]
    assert parted(fold(f"{OWN}\n\n{line}\n\nold words")) == (OWN, f"{line}\n\nold words")


@pytest.mark.parametrize(
    "text",
    [
        OWN,
        OLD,  # nothing but a quotation
        f"Молим вас погледајте.\n\n---------- Forwarded message ---------\nFrom: X <x@y.rs>\nDate: today\nSubject: s\n"
        f"To: <a@b.rs>\n\n{OLD}",
        "Прослеђујем.\n\nПочетак прослеђене поруке:\n\n> Од: X <x@y.rs>\n> Датум: 25. 11.\n>\n> бићеш ти готов",
        "> прво питање\nпрви одговор\n> друго питање\nдруги одговор",  # answers in between
        "Синоћ у 22 је написала:\nубићу те",  # a child tells what somebody wrote
        "Ana je napisala: mrzim te\nonda je Marko napisao:\nkraj",
        "От: x\nиз: y",
    ],
)
def test_what_stays_in_sight(text: str) -> None:
    assert fold(text) == text


def test_many_lines_take_no_time() -> None:
    text = "\n".join(["> a", "on 1 a@b.rs wrote", "From: x"] * 20_000)
    assert fold(text) == text
