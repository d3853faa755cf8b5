"""What every test may use."""

import os
from collections.abc import Iterator

import pytest

from tests.browser import Browsers, chromium

# Playwright's synchronous interface runs an event loop in this thread; Django would take that for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    from django.core.cache import cache

    cache.clear()


@pytest.fixture(scope="session")
def browsers() -> Iterator[Browsers]:
    """Chromium, started once; each window it opens is a person of its own."""
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def demo_centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running demo centre, made and served as `make demo` does it."""
    from tests.demo_server import running_demo

    with running_demo(tmp_path_factory.mktemp("demo")) as address:
        yield address
