"""Is the process alive, is it ready to serve, and whom to tell about a hole. Words for people, status for machines."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tasks_db.models import DBTaskResult

from smartsafe import clock
from smartsafe.country.profile import profile
from smartsafe.vault.public_keys import CENTRE, has_keyring

# The worker always has something to do within this time (the e-mails of `notifications`).
WORKER_SEEN_WITHIN = timedelta(minutes=6)


@never_cache
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers and reaches its database."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return _plain(_("The database cannot be reached."), 503)
    return _plain(_("Alive."), 200)


@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """What is fine and what is not, a line each; 503 when something needs mending."""
    told = list(_findings())
    lines = [f"{'✓' if fine else '✗'} {name}: {words}" for name, fine, words in told]
    return _plain("\n".join(lines), 200 if all(fine for _name, fine, _words in told) else 503)


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116."""
    expires = (clock.now() + timedelta(days=180)).replace(microsecond=0)
    languages = ", ".join(language.code.split("-")[0] for language in profile().languages)
    lines = [
        f"Contact: mailto:{profile().centre.email}",
        f"Expires: {expires.strftime('%Y-%m-%dT%H:%M:%SZ')}",
        f"Preferred-Languages: {', '.join(dict.fromkeys(languages.split(', ')))}",
        f"Canonical: {request.build_absolute_uri()}",
    ]
    return _plain("\n".join(lines), 200)


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


def _migrations() -> str:
    executor = MigrationExecutor(connection)
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    return _("{count} migrations wait: run “python -m smartsafe migrate”.").format(count=waiting) if waiting else ""


def _profile() -> str:
    return "" if profile().code == settings.PROFILE else _("Another profile is loaded than was asked for.")


def _vault() -> str:
    return "" if has_keyring(CENTRE) else _("Not set up: run “python -m smartsafe vault setup”.")


def _worker() -> str:
    last = DBTaskResult.objects.aggregate(last=Max("finished_at"))["last"]
    if last is None:
        return _("Not seen yet: is “python -m smartsafe worker” running?")
    ago = clock.now() - last
    if ago > WORKER_SEEN_WITHIN:
        minutes = int(ago.total_seconds() // 60)
        return _("Not seen for {minutes} minutes: is “python -m smartsafe worker” running?").format(minutes=minutes)
    return ""


CHECKS: list[tuple[object, Callable[[], str]]] = [
    (gettext_lazy("Database"), _database),
    (gettext_lazy("Migrations"), _migrations),
    (gettext_lazy("Country profile"), _profile),
    (gettext_lazy("Vault"), _vault),
    (gettext_lazy("Worker"), _worker),
]


def _findings() -> Iterator[tuple[str, bool, str]]:
    """(what, whether it is fine, what is wrong)"""
    for name, check in CHECKS:
        try:
            wrong = check()
        except DatabaseError:
            wrong = _("The database does not answer this.")
        yield str(name), not wrong, wrong or _("fine")


def _plain(text: str, status: int) -> HttpResponse:
    return HttpResponse(text + "\n", status=status, content_type="text/plain; charset=utf-8")
