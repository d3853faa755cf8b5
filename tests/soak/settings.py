"""Production as it is, on this machine, with the reference messenger among its channels."""

from bench.settings import *  # noqa: F403
from smartsafe.channels.registry import CHANNELS
from smartsafe.contacts import rules

WORKER_MAKES_ITS_KEY = True
CHANNELS["pigeon"] = "tests.channels.testing_channel"
rules.DELIVERED_CHANNELS += ("pigeon",)
