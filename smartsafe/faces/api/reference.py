"""The reference that people read: the same description, as a page without scripts and without third parties."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .api import PREFIX, api
from .problems import codes, titles


def _type(shape: dict[str, Any]) -> str:
    """In words: “string”, “array of string”, “ReportOut”."""
    if "$ref" in shape:
        return str(shape["$ref"]).rsplit("/", 1)[-1]
    if "anyOf" in shape:
        return " | ".join(dict.fromkeys(_type(one) for one in shape["anyOf"]))
    if shape.get("type") == "array":
        return f"array of {_type(shape.get('items', {}))}"
    if "enum" in shape:
        return "code"
    return str(shape.get("format") or shape.get("type") or "object")


def _parts(words: str) -> list[tuple[bool, str]]:
    """(whether it is code, text): what stands between back-ticks is."""
    return [(number % 2 == 1, text) for number, text in enumerate(" ".join(words.split()).split("`"))]


def _limits(shape: dict[str, Any]) -> str:
    names = {"maxLength": "characters at most", "maxItems": "entries at most", "maximum": "at most"}
    return ", ".join(f"{shape[name]} {words}" for name, words in names.items() if name in shape)


def _fields(shape: dict[str, Any]) -> list[dict[str, Any]]:
    needed = shape.get("required", [])
    return [
        {
            "name": name, "type": _type(one), "needed": name in needed, "limits": _limits(one),
            "about": _parts(one.get("description", "")),
        }
        for name, one in shape.get("properties", {}).items()
    ]  # fmt: skip


def _body(operation: dict[str, Any]) -> str:
    content = operation.get("requestBody", {}).get("content", {})
    return next((f"{kind}: {_type(told['schema'])}" for kind, told in content.items()), "")


def _answers(operation: dict[str, Any]) -> list[tuple[str, str]]:
    good = [(status, told) for status, told in operation["responses"].items() if int(status) < 300]
    return [
        (str(status), next((_type(one["schema"]) for one in told.get("content", {}).values()), ""))
        for status, told in good
    ]


def _operations(schema: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "method": method.upper(), "path": path, "summary": operation["summary"],
            "about": _parts(operation.get("description", "")), "body": _body(operation), "answers": _answers(operation),
            "headers": [
                {"name": one["name"], "needed": one.get("required"), "place": one["in"]}
                for one in operation.get("parameters", []) if one["in"] != "path"
            ],
        }
        for path, methods in schema["paths"].items() for method, operation in methods.items()
    ]  # fmt: skip


@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    schema = api.described()
    shapes = [
        {"name": name, "about": _parts(shape.get("description", "")), "fields": _fields(shape)}
        for name, shape in schema["components"]["schemas"].items() if shape.get("properties")
    ]  # fmt: skip
    context = {
        "operations": _operations(schema), "shapes": shapes, "prefix": PREFIX,
        "problems": [{"status": status, "code": code, "title": titles()[status]} for status, code in codes()],
    }  # fmt: skip
    return render(request, "api/reference.html", context)
