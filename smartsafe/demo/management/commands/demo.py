"""`demo`: set everything up, seed the demo centre once, serve it."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command

from smartsafe.demo import centre, serving


class Command(BaseCommand):
    help = "Set everything up and run the demo centre."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--seed-only", action="store_true", help="set up and seed, do not serve")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo runs only on the demo's settings.")
        port = options["port"]
        if not options["seed_only"] and not serving.port_is_free(port):
            raise CommandError(f"Port {port} is taken. Choose another: make demo PORT={port + 1}")
        call_command("build_language", verbosity=0)
        call_command("build_static", verbosity=0)
        call_command("migrate", verbosity=0)

        if not centre.exists():
            self.stdout.write("Making the demo centre …")
            centre.make()
        if options["seed_only"]:
            return
        processes = serving.start(port)
        if serving.wait_until_ready(port):
            self.stdout.write(centre.welcome(f"http://{serving.HOST}:{port}"))
            self.stdout.flush()
        sys.exit(serving.run_until_interrupted(processes))
