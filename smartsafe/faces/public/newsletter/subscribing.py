"""The form, the letter's two links. Every page answers alike whether an address is known or not."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from smartsafe.errors import DomainError
from smartsafe.outreach.newsletter import queries
from smartsafe.outreach.newsletter.actions import subscribing
from smartsafe.outreach.newsletter.errors import AlreadyConfirmed, LinkWrong

from .. import pace
from ..doors import private
from ..sending import DONE, sent
from .forms import SubscribeForm


@private
@sensitive_post_parameters()
def newsletter(request: HttpRequest) -> HttpResponseBase:
    form = SubscribeForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, form, 200)
    _done, status = sent(form, lambda: subscribing.ask(**form.told()), too_many=pace.too_many_letters(request))
    return redirect("public:newsletter_asked") if status == DONE else _page(request, form, status)


def _page(request: HttpRequest, form: SubscribeForm, status: int) -> HttpResponse:
    context = {"form": form, "issues": queries.published()[:6]}
    return render(request, "public/newsletter/newsletter.html", context, status=status)


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    return render(request, "public/newsletter/asked.html")


def _refused(request: HttpRequest, refusal: DomainError) -> HttpResponse:
    """A link that was used is no mistake of whoever opens it."""
    status = 404 if isinstance(refusal, LinkWrong) else 200 if isinstance(refusal, AlreadyConfirmed) else 410
    return render(request, "public/newsletter/no_link.html", {"sentence": str(refusal)}, status=status)


@private
def confirm(request: HttpRequest, token: str) -> HttpResponseBase:
    """A mail scanner that opens the link confirms nothing: the button does."""
    try:
        if request.method == "POST":
            subscribing.confirm(token)
            return render(request, "public/newsletter/welcome.html")
        subscribing.check_open(token)
    except DomainError as refusal:
        return _refused(request, refusal)
    return render(request, "public/newsletter/confirm.html")


@csrf_exempt  # mail programs' servers send it (RFC 8058), from wherever: the token is the proof
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    try:
        if request.method == "POST":
            subscribing.leave(token)
        left = not subscribing.check_leaving(token)
    except LinkWrong as refusal:
        return _refused(request, refusal)
    return render(request, "public/newsletter/leave.html", {"left": left})
