"""The audit: who did what, when, and whether the chain is whole."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from smartsafe.audit import queries
from smartsafe.audit.tasks import verify_chain
from smartsafe.channels.partner import queries as partners
from smartsafe.faces.theme.doors import actor_of, needs
from smartsafe.faces.theme.paging import Page, cursor_of, values_of
from smartsafe.people.queries import names

from .forms import OBJECTS, AuditForm


@needs("audit.see")
def audit(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    form = AuditForm(request.GET or None, actor=actor)
    chosen: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    values = values_of(request.GET.get("cursor", ""), count=1)
    lines, before = queries.entries(
        actor,
        actor_id=UUID(chosen["person"]) if chosen.get("person") else None,
        object_kind=chosen.get("kind", ""),
        object_id=chosen.get("object", ""),
        before=int(values[0]) if values and values[0].isdecimal() and len(values[0]) < 19 else None,
    )
    by = names(line.actor_id for line in lines)
    by |= partners.names(line.actor_id for line in lines if line.actor_kind == "partner")
    rows = [
        {
            "line": line,
            "by": by.get(line.actor_id, "") if line.actor_id else "",
            "object": OBJECTS.get(line.object_kind, line.object_kind),
            "address": _address(line.object_kind, line.object_id),
        }
        for line in lines
    ]
    context = {
        "form": form,
        "page": Page(rows, cursor_of(before) if before else ""),
        "more": urlencode({name: chosen[name] for name in ("person", "kind", "object") if chosen.get(name)}),
        "verified": queries.verified(actor),
    }
    return render(request, "desk/audit/audit.html", context)


def _address(kind: str, object_id: str) -> str:
    """Where the object can be seen, if it has a page."""
    try:
        return reverse(f"desk:{kind}", args=[UUID(object_id)]) if kind in OBJECTS else ""
    except (NoReverseMatch, ValueError):
        return ""


@require_POST
@needs("audit.see")
def verify(request: HttpRequest) -> HttpResponse:
    """Reading the whole chain takes its time, so a worker does it."""
    verify_chain.enqueue()
    messages.info(request, _("The chain is being read. Load this page again in a moment."))
    return redirect("desk:audit")
