"""The letter, the package and the data, as files; the schema of the data."""

import json
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_safe

from smartsafe.faces.theme.doors import actor_of, needs
from smartsafe.referrals import actions, queries
from smartsafe.referrals import document as published


@needs("portal")
@require_safe
def letter(request: HttpRequest, referral_id: UUID) -> HttpResponseBase:
    number = queries.referral_for(actor_of(request), referral_id).number
    pdf = actions.take_letter(actor_of(request), referral_id=referral_id)
    return _named(HttpResponse(pdf, content_type="application/pdf"), f"{number}.pdf", inline=True)


@needs("portal")
@require_safe
def package(request: HttpRequest, referral_id: UUID) -> HttpResponseBase:
    number = queries.referral_for(actor_of(request), referral_id).number
    pieces = actions.take_package(actor_of(request), referral_id=referral_id)
    return _named(StreamingHttpResponse(pieces, content_type="application/octet-stream"), f"{number}.age")


@needs("portal")
@require_safe
def data(request: HttpRequest, referral_id: UUID) -> HttpResponseBase:
    said = actions.look(actor_of(request), referral_id=referral_id)
    answer = HttpResponse(said.document.as_file(), content_type="application/json")
    return _named(answer, f"{said.document.number}.json")


@needs("portal")
@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    """The JSON Schema of `referral.json`."""
    text = json.dumps(published.schema(), ensure_ascii=False, indent=2)
    return HttpResponse(text + "\n", content_type="application/schema+json; charset=utf-8")


def _named(answer: HttpResponseBase, name: str, *, inline: bool = False) -> HttpResponseBase:
    """Under a name of ours; kept by no cache."""
    answer["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
