"""The letter and the package, as files."""

from collections.abc import Iterator
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_safe

from smartsafe.faces.theme.doors import actor_of, needs
from smartsafe.referrals import actions, queries


@needs("referrals.see")
@require_safe
def letter(request: HttpRequest, referral_id: UUID) -> HttpResponseBase:
    number = queries.referral_for(actor_of(request), referral_id).number
    pdf = actions.take_letter(actor_of(request), referral_id=referral_id)
    return as_file([pdf], f"{number}.pdf", "application/pdf", inline=True)


@needs("referrals.see")
@require_safe
def package(request: HttpRequest, referral_id: UUID) -> HttpResponseBase:
    number = queries.referral_for(actor_of(request), referral_id).number
    pieces = actions.take_package(actor_of(request), referral_id=referral_id)
    return as_file(pieces, f"{number}.age", "application/octet-stream")


def as_file(
    pieces: Iterator[bytes] | list[bytes], name: str, content_type: str, *, inline: bool = False
) -> HttpResponseBase:
    """The bytes under a name of ours; kept by no cache."""
    whole = isinstance(pieces, list)
    answer = HttpResponse(b"".join(pieces)) if whole else StreamingHttpResponse(pieces)
    answer["Content-Type"] = content_type
    answer["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
