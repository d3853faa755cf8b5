"""Wagtail's tables are made in one step each; whoever raises its version is told what is new."""

from importlib import import_module
from pathlib import Path

import pytest

SOURCES = {
    "wagtailcore": "wagtail.migrations",
    "wagtaildocs": "wagtail.documents.migrations",
    "wagtailimages": "wagtail.images.migrations",
    "wagtailusers": "wagtail.users.migrations",
}


@pytest.mark.parametrize("app", SOURCES)
def test_no_migration_of_wagtail_is_missing(app: str) -> None:
    theirs = {path.stem for path in Path(str(import_module(SOURCES[app]).__file__)).parent.glob("0*.py")}
    ours = import_module(f"smartsafe.library.migrations.wagtail.{app}.0001_wagtail_8_0").Migration
    known = {name for _app, name in ours.replaces}
    assert theirs == known, "Add a migration with what is new, its data steps too (docs/decisions, Wagtail's tables)"
