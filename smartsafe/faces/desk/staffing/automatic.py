"""What answers by itself, by channel, language and hour."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from smartsafe.contacts import auto_replies
from smartsafe.contacts.actions.auto_replies import set_auto_reply
from smartsafe.country.profile import profile
from smartsafe.errors import Invalid
from smartsafe.faces.theme.doors import actor_of, needs

from .forms import AutoReplyForm


@needs("auto_replies.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def automatic(request: HttpRequest) -> HttpResponse:
    """The texts of one channel, each a form of its own; an empty one gives the profile's words back."""
    actor = actor_of(request)
    known = auto_replies.channels()
    asked = request.POST.get("channel") or request.GET.get("channel", "")
    channel = asked if asked in known else known[0]
    sent = AutoReplyForm(request.POST, prefix=None) if request.method == "POST" else None
    if sent is not None and sent.is_valid():
        try:
            set_auto_reply(actor, **sent.cleaned_data)
        except Invalid as refusal:
            sent.add_refusal(refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect(f"{reverse('desk:auto_replies')}?channel={channel}")
    texts = []
    for view in auto_replies.texts(actor, channel):
        now = {"channel": channel, "language": view.language, "kind": view.kind, "text": view.text}
        form = AutoReplyForm(initial=now, auto_id=f"id_{view.kind}_{view.language}_%s")
        if sent is not None and sent.data.get("kind") == view.kind and sent.data.get("language") == view.language:
            sent.auto_id = form.auto_id
            form = sent
        texts.append((view, form))
    context = {
        "channels": [(code, profile().label("channels", code)) for code in known],
        "channel": channel,
        "texts": texts,
        "wrong": sent,
        "filled": auto_replies.FILLED,
        "longest": auto_replies.LONGEST,
    }
    return render(request, "desk/staffing/automatic.html", context, status=422 if sent is not None else 200)
