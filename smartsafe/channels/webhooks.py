"""The one address at which senders outside knock: /channels/<code>/webhook/."""

import logging

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.views.decorators.csrf import csrf_exempt

from smartsafe.vault.worker_public import NoWorkerKey

from .actions.receiving import keep_events, note_refusal
from .contract import Greets, Malformed, Refusal
from .registry import CHANNELS, channel

logger = logging.getLogger(__name__)


@csrf_exempt
def webhook(request: HttpRequest, code: str) -> HttpResponse:
    """Kept, then answered: 200 means that the event is in the database. A channel that is off is not there (404)."""
    if code not in CHANNELS or (found := channel(code)).missing():
        raise Http404
    try:
        if request.method == "GET" and isinstance(found, Greets):
            return found.greet(request)
        if request.method != "POST":
            return HttpResponseNotAllowed(["GET", "POST"] if isinstance(found, Greets) else ["POST"])
        accepted = found.accept(request)
    except (Refusal, RecursionError) as error:  # JSON nested beyond all reason is malformed too
        refusal = error if isinstance(error, Refusal) else Malformed()
        note_refusal(channel=code, why=refusal.code, status=refusal.status)
        return HttpResponse(status=refusal.status)
    try:
        keep_events(code, accepted.events)
    except NoWorkerKey:
        logger.error("an event of %s was turned away: no worker has made its key yet", code)
        return HttpResponse(status=503)  # the sender tries again
    return accepted.answer or HttpResponse(status=200)
