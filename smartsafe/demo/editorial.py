"""What editors of the demo centre wrote, from the profile's `demo/editorial.toml`: news, advice, a campaign's words."""

import tomllib
from functools import partial
from typing import Any

from django.conf import settings

from smartsafe.library.actions.writing import write
from smartsafe.outreach.campaigns.queries import public_campaigns
from smartsafe.people.actors import Actor

from .contacts import Centre


def an_editors_desk(centre: Centre) -> None:
    """Nothing where the profile tells nothing about it."""
    path = settings.PROFILE_DIR / "demo" / "editorial.toml"
    if not path.exists():
        return
    editor = centre.cast.first("editor")
    for one in tomllib.loads(path.read_text(encoding="utf-8"))["page"]:
        centre.year.at(centre.year.ago(one.pop("days")), partial(_write, editor, one))


def _write(editor: Actor, one: dict[str, Any]) -> None:
    facts = {name: value for name, value in one.items() if name not in ("in", "kind", "campaign")}
    if "campaign" in one:  # by its name
        named = [row for row in public_campaigns() if row.name.in_language("sr") == one["campaign"]]
        facts["campaign"] = str(named[0].id)
    key = None
    for language, told in one["in"].items():
        key = write(editor, kind=one["kind"], language=language, key=key, **told, **facts)
