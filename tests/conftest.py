"""What every test may use."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from tests.browser import Browsers, chromium

if TYPE_CHECKING:
    from django.test import Client

    from smartsafe.people.actors import Actor

# Playwright's synchronous interface runs an event loop in this thread; Django would take that for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# How long an example takes says how busy the machine is, not whether the rule holds.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")


@pytest.fixture(autouse=True)
def _own_language() -> Iterator[None]:
    """A page fetched in one language leaves it active in the thread; the next test begins in the default one."""
    from django.conf import settings
    from django.utils import translation

    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    from django.core.cache import cache

    from smartsafe.faces.public import pace

    cache.clear()
    pace.forget_all()  # all tests come from one place


@pytest.fixture(scope="session")
def browsers() -> Iterator[Browsers]:
    """Chromium, started once; each window it opens is a person of its own."""
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the running demo centre."""
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="session")
def demo_centre(demo_folder: Path) -> Iterator[str]:
    """The address of a running demo centre, made and served as `make demo` does it."""
    from tests.demo_server import running_demo

    with running_demo(demo_folder) as address:
        yield address


@pytest.fixture
def vault(db: None) -> str:
    """The vault, set up; its recovery key."""
    from tests.factories import people

    return people.a_vault()


@pytest.fixture
def operator(vault: str) -> "Actor":
    from tests.factories import people

    return people.a_person("operator")


@pytest.fixture
def analyst(vault: str) -> "Actor":
    from tests.factories import people

    return people.a_person("analyst")


@pytest.fixture
def supervisor(vault: str) -> "Actor":
    from tests.factories import people

    return people.a_person("supervisor")


@pytest.fixture
def administrator(vault: str) -> "Actor":
    from tests.factories import people

    return people.a_person("administrator")


@pytest.fixture
def officer(vault: str) -> "Actor":
    """An officer of the police service (`mup_vtk`), who founded its keyring."""
    from tests.factories import people

    return people.an_officer("mup_vtk")


@pytest.fixture
def client_of() -> "Callable[[Actor], Client]":
    """A client signed in as the actor."""
    from tests.signing_in import signed_in_client

    return signed_in_client
