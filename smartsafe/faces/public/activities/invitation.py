"""A school asks us to come: one form, one number."""

from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.debug import sensitive_post_parameters

from smartsafe.errors import NotFound
from smartsafe.outreach.activities.actions import booking

from .. import pace, sending
from ..doors import private
from ..professionals.session import booking as known_already
from ..report.places import names
from .forms import InviteForm

SALT = "smartsafe.activity.sent"


@private
@sensitive_post_parameters()
def invite(request: HttpRequest) -> HttpResponseBase:
    form = InviteForm(request.POST if request.method == "POST" else None, initial=known_already(request))
    if request.method != "POST":
        return _page(request, form, 200)
    language = get_language() or ""
    too_many = pace.too_many_requests(request)
    number, status = sending.sent(form, lambda: booking.request(**form.told(), language=language), too_many=too_many)
    if status == sending.DONE:
        return redirect("public:activity_sent", signing.dumps(number, salt=SALT))
    return _page(request, form, status)


def _page(request: HttpRequest, form: InviteForm, status: int) -> HttpResponseBase:
    return render(request, "public/activities/invite.html", {"form": form, "places": names()}, status=status)


@private
def sent(request: HttpRequest, token: str) -> HttpResponseBase:
    """The number, to be kept. Raises NotFound for an address that was not ours."""
    try:
        number = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        raise NotFound() from None
    return render(request, "public/activities/sent.html", {"number": number})
