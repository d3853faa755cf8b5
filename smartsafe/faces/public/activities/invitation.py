"""A school asks us to come: one form, one number."""

from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.debug import sensitive_post_parameters

from smartsafe.errors import DomainError, Invalid, NotFound
from smartsafe.outreach.activities.actions import booking

from .. import pace
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
    if pace.too_many_requests(request):
        form.is_valid()
        form.add_error(None, str(pace.SLOWLY))
        return _page(request, form, 429)
    if form.is_valid():
        try:
            number = booking.request(**form.told(), language=get_language() or "")
        except Invalid as refusal:
            form.add_refusal(refusal)
        except DomainError as refusal:  # the centre has no keys yet: nothing is lost, the person calls
            form.add_error(None, str(refusal))
        else:
            return redirect("public:activity_sent", signing.dumps(number, salt=SALT))
    return _page(request, form, 422)


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
