"""A complete anonymous report: learned once from the pages themselves, then walked again as fast as it goes."""

import time
from dataclasses import dataclass

from tests.pages import Element, Page

from .visitor import Answer, Visitor

START = "/sr/report/"
TEXT = (
    "Неко ми већ недељу дана пише са непознатог профила и тражи слике. Прети да ће написати мојим другарима. "
    "Налог је @nepoznati.profil, писао је и са https://social.example/u/nepoznati. Не знам шта да радим. "
)


@dataclass(frozen=True)
class Step:
    address: str
    fields: tuple[tuple[str, str], ...]


def learn(port: int) -> list[Step]:
    """Walk the form once, answering what each page asks. RuntimeError when it does not come to an end."""
    visitor, steps = Visitor(port), []
    answer = visitor.get(START)
    for _ in range(20):
        if answer.status != 200:
            raise RuntimeError(f"{answer.address} answers {answer.status}")
        if "/sent/" in answer.address:
            return steps
        step = Step(answer.address, tuple(_fields(answer)))
        steps.append(step)
        answer = visitor.post(step.address, list(step.fields))
    raise RuntimeError(f"The form never ends: {[step.address for step in steps]}")


def walk(port: int, steps: list[Step]) -> float:
    """One report from the first page to the receipt code. How long it took, in seconds."""
    visitor = Visitor(port)
    began = time.perf_counter()
    answer = visitor.get(START)
    for step in steps:
        answer = visitor.post(step.address, list(step.fields))  # follows to the next page, as a browser does
    took = time.perf_counter() - began
    if "/sent/" not in answer.address or answer.status != 200:
        raise RuntimeError(f"The report ended at {answer.address} with {answer.status}")
    visitor.close()
    return took


def _fields(answer: Answer) -> list[tuple[str, str]]:
    page = Page(answer.body.decode())
    form = next(
        one for one in page.all("form")
        if one.attributes.get("method", "").lower() == "post"
        and any(up.tag == "main" for up in one.up())
    )  # fmt: skip
    controls = [one for one in page.all("input", "textarea", "select") if form in list(one.up())]
    fields: dict[str, str] = {}
    for control in controls:
        name = control.attributes.get("name", "")
        value = _value(control, already=name in fields)
        if name and value is not None:
            fields[name] = value
    return [*fields.items(), ("go", "next")]


def _value(control: Element, *, already: bool) -> str | None:
    kind = control.attributes.get("type", "text")
    if control.tag == "textarea":
        return TEXT
    if kind in ("radio", "checkbox"):
        value = control.attributes.get("value", "")
        no = value.lower() in ("no", "false", "anonymous")
        return value if (not already or no) and value else None
    if kind == "hidden":
        return control.attributes.get("value", "")
    return None if kind in ("file", "submit") or already else ""
