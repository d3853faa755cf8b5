"""E-mails that say only that something awaits: no number, no name, no link (nobody should learn to follow links).

Old notices are forgotten.
"""

from datetime import timedelta

from django.core.mail import send_mail
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from smartsafe import clock
from smartsafe.country.profile import profile
from smartsafe.people.models import Person
from smartsafe.people.queries import everybody_waiting, people_who_may_admit
from smartsafe.people.rules import OFFICER

from .actions import settle, tell
from .kinds import URGENT
from .models import Notice

# One e-mail a person in this time, however much happens; what is urgent does not wait.
QUIET = timedelta(minutes=30)
TOO_OLD = timedelta(days=1)


@task()
def email_what_waits() -> int:
    """Write to everybody for whom something new waits unseen. How many e-mails."""
    now = clock.now()
    new = Notice.objects.filter(seen_at=None, emailed_at=None, created_at__gt=now - TOO_OLD)
    sent = 0
    for person in Person.objects.filter(pk__in=new.values("person_id"), is_active=True).order_by("pk"):
        mine = new.filter(person_id=person.id)
        lately = Notice.objects.filter(person_id=person.id, emailed_at__gt=now - QUIET).exists()
        if lately and not mine.filter(kind__in=URGENT).exists():
            continue
        # Marked first: a mail that fails is tried with the next notice, one that is sent is never sent twice.
        mine.update(emailed_at=now)
        _write(person)
        sent += 1
    return sent


def _write(person: Person) -> None:
    at_portal = person.roles_held.filter(role=OFFICER).exists()
    with translation.override(person.language):
        place = _("at the institution's portal") if at_portal else _("at the desk")
        subject = _("Something awaits you {place}").format(place=place)
        body = _(
            "Something awaits you {place}. Sign in as you usually do.\n\n"
            "This message holds no link and no details, on purpose."
        ).format(place=place)
    send_mail(subject, body, None, [person.email])


@task()
def forget_old_notices() -> int:
    """Forget notices after the profile's days, seen or not: what still awaits stands in its queue. How many."""
    old = clock.now() - timedelta(days=profile().retention.notices)
    return Notice.objects.filter(created_at__lte=old).delete()[0]


@task()
def tell_who_may_admit() -> int:
    """Tell those who may admit a new colleague that one waits; settle it when one of them did. How many wait."""
    waiting = everybody_waiting()
    told = Notice.objects.filter(kind="person.to_admit", seen_at=None)
    done = told.exclude(object_id__in=[one.id for one in waiting])
    for person_id in set(done.values_list("object_id", flat=True)):
        settle("person.to_admit", person_id)
    for one in waiting:
        # People know nothing of notices, so the worker looks; told once until the admission, then settled.
        tell(people_who_may_admit(one.institution), "person.to_admit", "person", one.id, since=one.joined_at)
    return len(waiting)


EVERY = [(email_what_waits, 2), (tell_who_may_admit, 5), (forget_old_notices, 24 * 60)]
