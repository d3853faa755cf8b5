"""What every test may use."""

import pytest


@pytest.fixture(autouse=True)
def _media_and_cache():
    from django.core.cache import cache

    cache.clear()
