"""`build_static`: fonts, style sheets, and every static file collected and compressed, when something changed."""

import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.files.storage import storages
from django.core.management import BaseCommand, call_command

from smartsafe.faces.theme import building
from smartsafe.project.static_files import StaticFiles

UNUSED = ["django_htmx/ext*", "django_htmx/htmax*", "django_htmx/htmx-4*"]  # they import one another unhashed


class Command(BaseCommand):
    help = "Subset the fonts, bundle the style sheets, collect static files. Does nothing when nothing changed."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        written = building.build()
        if isinstance(storages["staticfiles"], StaticFiles):  # tests serve the sources as they are
            self._collect()
        if options["verbosity"] > 0:
            self.stdout.write(f"{len(written)} files built")

    def _collect(self) -> None:
        seal = Path(settings.STATIC_ROOT) / "collected"
        state = _state()
        if seal.exists() and seal.read_text() == state:
            return
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=UNUSED)
        seal.write_text(state)


def _state() -> str:
    """A hash over the names, sizes and times of all sources."""
    lines = []
    for finder in get_finders():
        for name, storage in finder.list([]):
            path = Path(storage.path(name))
            found = path.stat()
            lines.append(f"{path} {found.st_size} {found.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
