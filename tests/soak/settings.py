"""Production as it is, on this machine, with the reference messenger among its channels."""

from bench.settings import *  # noqa: F403
from smartsafe.channels.registry import CHANNELS

WORKER_MAKES_ITS_KEY = True
CHANNELS["telegram"] = "tests.channels.testing_channel"
