"""Settings of the partner API, from the environment."""

from .. import environment
from .rules import CODE


def inside() -> str:
    """An address below which partners' systems may be told although it is not public; empty: none."""
    given = environment.value(CODE, "inside")
    return given if not given or given.endswith("/") else f"{given}/"
