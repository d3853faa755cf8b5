"""What the panel and peer educators are; polls; ideas that somebody has read."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from smartsafe.errors import DomainError, Invalid
from smartsafe.outreach.youth import public_queries
from smartsafe.outreach.youth.actions import ideas as actions
from smartsafe.outreach.youth.programme import programme

from .. import pace
from ..doors import private
from . import session
from .forms import IdeaForm, ages


@require_safe
def corner(request: HttpRequest) -> HttpResponse:
    context = {
        "polls": public_queries.polls(),
        "ideas": public_queries.ideas()[:3],
        "steps": programme().steps,
        **ages(),
    }
    return render(request, "public/youth/corner.html", context)


@private
@sensitive_post_parameters()
def ideas(request: HttpRequest) -> HttpResponseBase:
    """Published ones, and a form. Who has opened their own page puts it forward as a member."""
    programme()
    form = IdeaForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        if pace.too_much_written(request):
            form.is_valid()
            form.add_error(None, str(pace.SLOWLY))
            status = 429
        elif form.is_valid():
            try:
                membership = session.member(request)
                actions.tell_idea(text=form.cleaned_data["text"], membership=membership)
                return redirect(f"{reverse('public:youth_ideas')}?told=1")
            except Invalid as refusal:
                form.add_refusal(refusal)
            except DomainError as refusal:
                form.add_error(None, str(refusal))
    context = {"form": form, "ideas": public_queries.ideas(), "told": "told" in request.GET}
    return render(request, "public/youth/ideas.html", context, status=status)
