"""The code, shown for ten minutes to the browser that sent the form; and a small card to print."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from smartsafe.contacts.actions import forms as drafts
from smartsafe.contacts.actions.reporting import Receipt
from smartsafe.contacts.errors import FormGone
from smartsafe.documents.cards import wallet_card
from smartsafe.vault.receipts import in_groups

from ..doors import private
from ..report import holding


def _receipt(request: HttpRequest) -> Receipt | None:
    try:
        return drafts.receipt_of(holding.held(request))
    except FormGone:
        return None


@private
def sent(request: HttpRequest) -> HttpResponseBase:
    """Without a receipt to show (too late, another device): how to go on, in words."""
    receipt = _receipt(request)
    if receipt is None:
        response = render(request, "public/sent/over.html", status=404)
        if holding.holds_any(request) and not _unsent(request):
            holding.let_go(response)
        return response
    minutes = int(drafts.receipt_limit().total_seconds() // 60)
    context = {"groups": in_groups(receipt.code).split(), "receipt": receipt, "minutes": minutes}
    return render(request, "public/sent/sent.html", context)


def _unsent(request: HttpRequest) -> bool:
    """Whether the browser holds a form that is still being filled in."""
    try:
        return drafts.receipt_of(holding.held(request)) is None
    except FormGone:
        return False


@private
def card(request: HttpRequest) -> HttpResponseBase:
    receipt = _receipt(request)
    if receipt is None:
        return redirect("public:sent")
    address = request.get_host() + reverse("public:come_back")
    content = wallet_card(receipt.code, address=address, language=get_language() or "")
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="card.pdf"'
    return response
