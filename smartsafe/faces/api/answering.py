"""From what an action gave to what goes over the wire; and once, however often it is sent."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from pydantic import BaseModel

from smartsafe.channels.partner.once import Answer, once

from .acting import access_of


def answer(shape: type[BaseModel], told: Any, *, status: int = 200, location: str = "") -> Answer:
    """`told`: an object or a dictionary with what the shape names."""
    made = shape.model_validate(told, from_attributes=True)
    return Answer(status, made.model_dump(mode="json"), location)


def sent(given: Answer) -> HttpResponse:
    response: HttpResponse
    if given.body is None:
        response = HttpResponse(status=given.status)
    else:
        response = JsonResponse(given.body, status=given.status, json_dumps_params={"ensure_ascii": False})
    if given.location:
        response["Location"] = given.location
    return response


def answered_once(
    request: HttpRequest, key: str, do: Callable[[], Answer], *, body: bytes | None = None
) -> HttpResponse:
    """`body`: what tells this request from others, where it is not the body as it came (files)."""
    said = request.body if body is None else body
    asked = f"{request.method} {request.path}\n{request.headers.get('Report-Key', '')}\n".encode() + said
    return sent(once(access_of(request), key=key, request=asked, do=do))
