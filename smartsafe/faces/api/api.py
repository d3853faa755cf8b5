"""The API as django-ninja knows it, and its description as OpenAPI 3.1."""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from smartsafe.country.profile import profile

from . import hooks, reports, shapes, vocabulary
from .entering import PartnerKey
from .problems import TYPE, titles

PREFIX = "/api/v1/"
ABOUT = (
    "Platforms, providers, schools' systems and other helplines hand reports in and follow them. Every error is a "
    "problem document (RFC 9457). Words are sealed on arrival: whoever reads them back needs the report's own key, "
    "which is given once. The ten-minute path with curl stands in docs/api.md."
)
# Which problems may come besides those of the operation itself
EVERYWHERE = (401, 403, 404, 429, 500, 503)
WITH_BODY = (400, 409, 413, 415, 422)


class PartnerAPI(NinjaAPI):
    kept: ClassVar[dict[tuple[str, str], Any]] = {}

    def described(self) -> Any:
        """The description in the active language, made once: anybody may ask for it. Not to be changed."""
        key = (get_language() or "", profile().code)
        if key not in self.kept:
            self.kept[key] = self.get_openapi_schema()
        return self.kept[key]

    def get_openapi_schema(self, **named: Any) -> Any:
        schema = super().get_openapi_schema(**{"path_prefix": PREFIX, **named})
        schemas = schema["components"]["schemas"]
        schemas["Problem"] = shapes.ProblemOut.model_json_schema()
        for path, methods in schema["paths"].items():
            for method, operation in methods.items():
                statuses = [*EVERYWHERE, *((410, 422) if "{" in path or "?" in path else (422,))]
                if method in ("post", "patch"):
                    statuses += WITH_BODY
                for status in sorted(set(statuses)):
                    operation["responses"].setdefault(status, _problem(status))
        return schema


def _problem(status: int) -> dict[str, Any]:
    told = {"description": titles()[status], "content": {TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    if status == 429:
        told["headers"] = {"Retry-After": {"description": "Seconds", "schema": {"type": "integer"}}}
    return told


api = PartnerAPI(
    title="Smart and Safe: partner API", version="1", description=ABOUT, docs_url=None, openapi_url=None,
    auth=PartnerKey(), urls_namespace="api",
)  # fmt: skip
for router in (reports.router, hooks.router, vocabulary.router):
    api.add_router("", router)


def _raise(request: HttpRequest, error: Any) -> HttpResponse:
    """`problems.with_problems` stands around every view and knows them all."""
    raise error


for kind in (Exception, HttpError, ValidationError):
    api.add_exception_handler(kind, _raise)


@require_safe
def description(request: HttpRequest) -> HttpResponse:
    return JsonResponse(api.described(), json_dumps_params={"ensure_ascii": False})
