"""`serve`: the web server. Everything is loaded once and the workers are forked from it: they share what they read."""

import gc
import multiprocessing
from argparse import ArgumentParser
from importlib import import_module
from typing import Any

from django.core.management import BaseCommand
from django.db import connections
from django.template import engines
from django.urls import URLResolver, get_resolver
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

APPLICATION = "smartsafe.project.wsgi"


class Command(BaseCommand):
    help = "Serve the pages: each process holds the same program, which is kept in memory once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2, help="processes that answer")
        parser.add_argument("--threads", type=int, default=2, help="of each process")

    def handle(self, *args: Any, **options: Any) -> None:
        load_everything()
        # Forked, not begun anew: a worker of its own took 60 MB and a second more. No access log: no address is kept.
        multiprocessing.set_start_method("fork", force=True)
        Granian(
            f"{APPLICATION}:application", address=options["host"], port=options["port"], interface=Interfaces.WSGI,
            workers=options["workers"], blocking_threads=options["threads"], websockets=False, log_access=False,
            log_level=LogLevels.warning, respawn_failed_workers=True,
        ).serve()  # fmt: skip


def load_everything() -> None:
    """Views and the tags of templates; then nothing is open that two processes could not share."""
    import_module(APPLICATION)
    _load(get_resolver())
    engines.all()
    connections.close_all()
    gc.collect()
    gc.freeze()  # what the collector leaves alone stays the workers' common memory


def _load(resolver: URLResolver) -> None:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            _load(pattern)
