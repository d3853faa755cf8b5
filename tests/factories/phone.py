"""A telephone exchange for tests: it signs what it tells, and the worker takes it in."""

import json
from datetime import datetime
from itertools import count
from typing import Any

from django.http import HttpResponse
from django.test import RequestFactory

from smartsafe import clock
from smartsafe.channels.phone import signing
from smartsafe.channels.phone.models import Call, CallBack
from smartsafe.channels.tasks import take_in_waiting
from smartsafe.channels.webhooks import webhook
from smartsafe.vault import worker_keys

SECRET = "an exchange and a centre share this"
VARIABLE = "SMARTSAFE_CHANNEL_PHONE_SECRET"
NUMBER = "+381 60 000 1234"
_numbers = count(1)


def a_worker_key() -> None:
    worker_keys.make_where_missing()
    worker_keys.adopt()


def an_event(event: str, call: str, **more: Any) -> dict[str, Any]:
    at = more.pop("at", None) or clock.now()
    told_at = at.isoformat() if isinstance(at, datetime) else at
    return {"id": f"e{next(_numbers)}", "event": event, "call": call, "at": told_at, **more}


def post(body: bytes, **changes: Any) -> HttpResponse:
    """As the exchange posts it; `secret`, `time`, `signature` may be wrong on purpose."""
    time = str(changes.get("time", int(clock.now().timestamp())))
    signed = changes.get("signature", signing.signature(changes.get("secret", SECRET), time, body))
    request = RequestFactory().post(
        "/channels/phone/webhook/",
        body,
        content_type="application/json",
        headers={signing.TIME_HEADER: time, signing.SIGNATURE_HEADER: signed},
    )
    return webhook(request, "phone")


def tell(event: str, call: str, **more: Any) -> HttpResponse:
    """Signed, kept, and taken in by the worker."""
    answer = post(json.dumps(an_event(event, call, **more)).encode())
    take_in_waiting()
    return answer


def the_call() -> Call:
    return Call.objects.get()


def a_call(call: str = "c1", **more: Any) -> Call:
    """A call that rings now."""
    before = set(Call.objects.values_list("pk", flat=True))
    tell("ringing", call, **more)
    return Call.objects.exclude(pk__in=before).get()


def a_call_to_answer() -> dict[str, str]:
    """A call and a call-back by the names that addresses give them; no exchange is connected."""
    call = Call.objects.create(at=clock.now(), in_hours=True)
    call_back = CallBack.objects.create(call=call, planned_at=clock.now(), due_at=clock.now())
    return {"call_id": str(call.id), "call_back_id": str(call_back.id)}
