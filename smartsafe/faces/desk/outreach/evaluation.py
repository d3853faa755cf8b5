"""What participants thought, with the code for the wall; certificates."""

from uuid import UUID

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from smartsafe.country.profile import profile
from smartsafe.documents.certificates import certificates
from smartsafe.errors import NotFound
from smartsafe.faces.theme.doors import actor_of, needs
from smartsafe.outreach.activities import figures, queries
from smartsafe.outreach.activities.rules import MANAGE, SEE, TOOK_PLACE

from .forms import CertificateForm, lines_of

MOST_NAMES = 60


def drawn(address: str) -> SafeString:
    """A QR code as an SVG picture of the address."""
    made = segno.make(address, error="m").svg_inline(scale=6, border=2, svgclass="qr", lineclass=None, omitsize=True)
    return SafeString(made)  # modules of a QR code; no words of anybody


@needs(SEE)
@require_safe
def evaluation(request: HttpRequest, activity_id: UUID) -> HttpResponse:
    """For the wall and for the presenter. `?board=1`: the code and the results alone, large."""
    actor = actor_of(request)
    page = queries.activity(actor, activity_id)
    if not page.evaluation_code:
        raise NotFound()
    language = (get_language() or "sr") if request.GET.get("language") != "en" else "en"
    path = f"/{language}/activities/evaluate/{page.evaluation_code}/"
    site = profile().centre.site.rstrip("/")  # a phone in a school reaches that, not the desk's own address
    board = "board" in request.GET
    context = {
        "page": page,
        "view": page.view,
        "marks": figures.marks(activity_id),
        "sentences": [] if board else figures.sentences(actor, activity_id),
        "most": queries.capacity(page.view),
        "qr": drawn(site + path),
        "address": f"{site.partition('://')[2]}/{language}/activities/evaluate/",
        "board": board,
        "tab": "",
    }
    return render(request, "desk/outreach/evaluation.html", context)


@needs(MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def certificate(request: HttpRequest, activity_id: UUID) -> HttpResponse:
    """A PDF; names are printed and kept nowhere."""
    page = queries.activity(actor_of(request), activity_id)
    if page.view.status not in TOOK_PLACE or page.view.starts_at is None:
        raise NotFound()
    form = CertificateForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        names = lines_of(form.cleaned_data["names"])[:MOST_NAMES]
        content = certificates(
            names=names, kind=page.view.kind_name, place=page.view.place, city=page.view.city, day=page.view.day,
            topics=page.view.topic_names, people=page.view.people, number=page.view.number,
            centre=str(profile().centre.name), ministry=str(profile().centre.ministry), language=get_language() or "",
        )  # fmt: skip
        answer = HttpResponse(content, content_type="application/pdf")
        answer["Content-Disposition"] = 'inline; filename="certificate.pdf"'
        return answer
    back = reverse("desk:activity", args=[activity_id])
    context = {"form": form, "view": page.view, "back": back, "most": MOST_NAMES, "tab": ""}
    return render(request, "desk/outreach/certificate.html", context, status=422 if form.is_bound else 200)
