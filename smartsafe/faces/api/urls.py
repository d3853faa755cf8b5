"""Addresses of this face, all below /api/v1/. Each view is guarded: it answers with problem documents."""

from typing import Any

from django.urls import URLPattern, path, re_path

from smartsafe.evidence.uploads import takes_files

from .api import api, description
from .problems import no_such_address, with_problems
from .reference import reference


def _guarded(route: str, view: Any, name: str) -> URLPattern:
    view = with_problems(view)
    return path(route, takes_files(view) if name == "files" else view, name=name)


def _addresses() -> list[URLPattern]:
    """One for each route: ninja gives a route once for every method's name, the first being ours."""
    routes: dict[str, Any] = {}
    for pattern in api.urls[0]:
        if getattr(pattern, "name", "") != "api-root":
            routes.setdefault(str(pattern.pattern), pattern)
    return [_guarded(route, pattern.callback, pattern.name) for route, pattern in routes.items()]


app_name = "api"
urlpatterns: list[URLPattern] = [
    path("", reference, name="reference"),
    path("openapi.json", with_problems(description), name="openapi"),
    *_addresses(),
    re_path(r"^[\s\S]*\Z", no_such_address, name="nowhere"),
]
