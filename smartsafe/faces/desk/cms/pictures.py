"""Sizes of pictures for Wagtail's lists and forms; the public has addresses of its own."""

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from smartsafe.library import picture

KINDS = {"webp": "image/webp", "png": "image/png", "jpg": "image/jpeg"}


@require_safe
def size(request: HttpRequest, number: int) -> HttpResponseBase:
    opened, ending = picture.at_desk(number)
    answer = FileResponse(opened, content_type=KINDS.get(ending, "application/octet-stream"))
    answer["Cache-Control"] = "private, max-age=3600"
    return answer
