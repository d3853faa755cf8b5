"""The link of our letter to a guardian: what it means, yes or no, once; taken back at any time."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from smartsafe.errors import DomainError, Invalid
from smartsafe.outreach.youth import public_queries
from smartsafe.outreach.youth.actions import consenting
from smartsafe.outreach.youth.errors import LinkWrong

from ..doors import private
from .forms import ConsentForm, ages


def _gone(request: HttpRequest, refusal: DomainError, status: int) -> HttpResponse:
    return render(request, "public/youth/no_consent.html", {"sentence": str(refusal)}, status=status)


@private
@sensitive_post_parameters()
def consent(request: HttpRequest, token: str) -> HttpResponseBase:
    """Opening it answers nothing: mail programs open links by themselves. A torn form answers nothing either."""
    answer = request.POST.get("answer", "") if request.method == "POST" else ""
    form = ConsentForm(request.POST if answer == "yes" else None)
    try:
        if answer == "no":
            consenting.refuse(token=token)
            return redirect("public:youth_consent", token)
        if answer == "back":
            consenting.take_back(token=token)
            return redirect("public:youth_consent", token)
        if answer == "yes" and form.is_valid():
            consenting.give(token=token, **form.cleaned_data)
            return redirect("public:youth_consent", token)
        found = public_queries.consent(token)
    except LinkWrong as refusal:
        return _gone(request, refusal, 404)
    except Invalid as refusal:
        form.add_refusal(refusal)
        found = public_queries.consent(token)
    except DomainError as refusal:
        return _gone(request, refusal, 409)
    if request.method == "POST" and (found.answer or found.refusal):  # answered meanwhile, with a form half filled in
        return _gone_or_answered(request, found)
    context = {"consent": found, "form": form, "asking": "back" in request.GET, **ages()}
    return render(request, "public/youth/consent.html", context, status=422 if request.method == "POST" else 200)


def _gone_or_answered(request: HttpRequest, found: public_queries.ConsentView) -> HttpResponse:
    return render(request, "public/youth/no_consent.html", {"sentence": found.refusal}, status=409)
