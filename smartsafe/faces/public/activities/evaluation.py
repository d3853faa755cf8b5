"""A pupil reads a code on the wall and says what they thought; nobody learns who."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from smartsafe.errors import DomainError, Invalid
from smartsafe.outreach.activities import figures, public_queries
from smartsafe.outreach.activities.actions import evaluating
from smartsafe.outreach.activities.errors import EnoughAnswers, EvaluationClosed, TooFast
from smartsafe.outreach.activities.rules import BURST, BURST_WITHIN

from .. import pace
from ..doors import private
from .forms import CodeForm, EvaluationForm


@private
def door(request: HttpRequest) -> HttpResponseBase:
    """Where the code is typed in."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        code = "".join(form.cleaned_data["code"].split()).upper()
        try:
            public_queries.to_evaluate(code)
        except EvaluationClosed as refusal:  # only what opens nothing is counted: a whole hall comes with a right code
            slowly = pace.too_many_guesses(request)
            form.add_error("code", str(pace.SLOWLY if slowly else refusal))
            return render(request, "public/activities/door.html", {"form": form}, status=429 if slowly else 422)
        else:
            return redirect("public:evaluate_activity", code)
    status = 422 if request.method == "POST" else 200
    return render(request, "public/activities/door.html", {"form": form}, status=status)


def _closed(request: HttpRequest, refusal: EvaluationClosed) -> HttpResponseBase:
    slowly = pace.too_many_guesses(request)
    sentence = {"sentence": str(pace.SLOWLY if slowly else refusal)}
    return render(request, "public/activities/closed.html", sentence, status=429 if slowly else 404)


@private
@sensitive_post_parameters()
def evaluate(request: HttpRequest, code: str) -> HttpResponseBase:
    try:
        activity = public_queries.to_evaluate(code)
    except EvaluationClosed as refusal:
        return _closed(request, refusal)
    form = EvaluationForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            told = {name: form.cleaned_data[name] for name in ("useful", "understood", "resolves", "sentence")}
            try:
                if pace.one_more(b"evaluation " + activity.id.bytes, BURST, BURST_WITHIN):
                    raise TooFast()
                evaluating.evaluate(code=code, **told)
                return redirect("public:evaluate_results", code)
            except Invalid as refusal:
                form.add_refusal(refusal)
            except (EnoughAnswers, TooFast) as refusal:
                form.add_error(None, str(refusal))
                status = 429
            except DomainError as refusal:
                form.add_error(None, str(refusal))
    context = {"form": form, "activity": activity}
    return render(request, "public/activities/evaluate.html", context, status=status)


@private
def results(request: HttpRequest, code: str) -> HttpResponseBase:
    """Thanks, and what all together answered; no sentence of anybody."""
    try:
        activity = public_queries.to_evaluate(code)
    except EvaluationClosed as refusal:
        return _closed(request, refusal)
    context = {"activity": activity, "marks": figures.marks(activity.id)}
    return render(request, "public/activities/results.html", context)
