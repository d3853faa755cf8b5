"""One sentence for each kind of entry. Each module declares its own in `audit_sentences.SENTENCES`."""

import importlib
import importlib.util
from functools import cache

from django.apps import apps
from django.utils.functional import Promise


@cache
def sentences() -> dict[str, str | Promise]:
    """Every action's sentence by its code. A sentence may name entries of `details` in braces: “{status}”."""
    found: dict[str, str | Promise] = {}
    for app in apps.get_app_configs():
        name = f"{app.name}.audit_sentences"
        if app.name.startswith("smartsafe.") and importlib.util.find_spec(name):
            found |= importlib.import_module(name).SENTENCES
    return found
