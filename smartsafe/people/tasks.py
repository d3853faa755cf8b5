"""Sessions that have ended are forgotten."""

from django.contrib.sessions.backends.db import SessionStore
from django.db.models import Q
from django_tasks import task

from smartsafe import clock

from .models import SignIn
from .rules import SIGN_IN_IDLE, SIGN_IN_LASTS


@task()
def forget_ended_sessions() -> None:
    """Nothing of a session that is over stays in the database."""
    now = clock.now()
    SignIn.objects.filter(Q(at__lte=now - SIGN_IN_LASTS) | Q(seen_at__lte=now - SIGN_IN_IDLE)).delete()
    SessionStore.clear_expired()


EVERY = [(forget_ended_sessions, 60)]
