"""Every address × role stands in one table, and the product answers as the table says."""

import pytest
from django.db import transaction

from tests.pages import complaints

from .permissions import ANYBODY, ROWS, TABLE, Row
from .world import ROLES, Address, World, addresses

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def test_every_address_stands_in_the_table_and_nothing_else_does() -> None:
    names = {address.name for address in addresses()}
    assert names - set(TABLE) == set(), "Say in tests/house/permissions.py who may come here"
    assert set(TABLE) - names == set(), "These addresses are gone: remove their lines"
    assert len(ROWS) == len(TABLE), "An address stands on one line only"


def expected(row: Row, role: str, method: str) -> set[int]:
    may = row.posters if method == "post" and row.posters is not None else row.who
    status = row.get if method == "get" else row.post
    if role == "nobody" and role not in row.who:
        return {302, 405} if row.before and method == "get" else {302}
    if role not in row.who:
        return {403, 405} if row.before and method == "get" else {403}
    if row.own and role == "other_officer" and not (method == "get" and row.get == 405):
        return {405} if method == "post" and row.post == 405 else {404}
    if role not in may:
        return {403, 404}
    return {status}


def _walk(world: World, method: str) -> list[str]:
    wrong = []
    for one in addresses():
        row = TABLE[one.name]
        for role in ROLES:
            with transaction.atomic():
                answer = world.ask(role, world.address(one), method=method)
                if answer.streaming:
                    b"".join(answer.streaming_content)
                transaction.set_rollback(True)
            told = answer.status_code
            if told not in expected(row, role, method):
                wrong.append(f"{method} {one.name} as {role}: {told}, not {expected(row, role, method)}")
            refused_visitor = role == "nobody" and role not in row.who and told == 302
            if refused_visitor and "/desk/sign-in/" not in answer["Location"]:
                wrong.append(f"{method} {one.name}: nobody is sent to {answer['Location']}")
    return wrong


def test_everybody_is_answered_as_the_table_says(world: World) -> None:
    wrong = _walk(world, "get")
    assert not wrong, "\n".join(wrong)


def test_forms_are_taken_only_from_those_who_may_send_them(world: World) -> None:
    wrong = _walk(world, "post")
    assert not wrong, "\n".join(wrong)


def _pages(world: World, language: str) -> list[tuple[Address, str, str]]:
    """(address, role, text of the address) of every page that shows something, as one who may see it."""
    world.speak(language)
    found = []
    for one in addresses():
        row = TABLE[one.name]
        role = next((role for role in ROLES if role in row.who and not (row.who == ANYBODY and role != "nobody")), "")
        if row.get == 200 and role:
            found.append((one, role, world.address(one).replace("/sr/", f"/{language}/", 1)))
    return found


@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
def test_every_page_keeps_to_what_pages_keep_to(world: World, language: str) -> None:
    wrong = []
    for one, role, address in _pages(world, language):
        spoken = "nobody" if role == "nobody" else role
        if spoken == "nobody" and not one.name.startswith("public:"):
            address += f"?language={language}"
        answer = world.ask(role, address)
        if answer.streaming or not answer["Content-Type"].startswith("text/html"):
            continue
        tokens = not one.name.startswith("public:")
        language_told = language if one.name.startswith("public:") or role != "nobody" else None
        html = answer.content.decode()
        for complaint in complaints(
            html, language_told or _lang_of(html), words=world.words, tokens=tokens, part="<html" not in html
        ):
            wrong.append(f"{one.name}: {complaint}")
    assert not wrong, "\n".join(wrong)


def _lang_of(html: str) -> str:
    """A page that chooses by the browser's wish: held to whatever language it says it is in."""
    return next(
        code for code, lang in (("sr-latn", "sr-Latn-RS"), ("sr", "sr-Cyrl-RS"), ("en", '"en"')) if lang in html
    )
