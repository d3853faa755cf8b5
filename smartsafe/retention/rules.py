"""How long what has ended is kept: the country profile's days, by outcome of a contact and by kind of a case.

The privacy statement promises these periods; they count from the last closing.
"""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from smartsafe import clock
from smartsafe.cases import rules as cases
from smartsafe.contacts import rules as contacts
from smartsafe.contacts.models import Contact
from smartsafe.country.profile import profile


def before(days: int) -> datetime:
    """What ended at this moment or earlier has been kept for so many days."""
    return clock.now() - timedelta(days=days)


def contacts_past() -> Q:
    """Closed contacts whose period has passed: calls with nobody to help soon, everything else later.

    Not before what was split off from them, which has its code and its thread outside from there.
    """
    kept, empty = profile().retention, Q(outcome__in=contacts.EMPTY_OUTCOMES)
    past = empty & Q(closed_at__lte=before(kept.silent_contacts))
    past |= ~empty & Q(closed_at__lte=before(kept.advised_contacts))
    return past & Q(~split_off_stands(), status=contacts.CLOSED, erased_at=None)


def split_off_stands() -> Exists:
    """Whether something split off from the contact stands in another conversation than its own."""
    split = Contact.objects.filter(split_from=OuterRef("pk"), erased_at=None)
    elsewhere = split.alias(head=Coalesce("merged_into", "pk"))
    return Exists(elsewhere.exclude(head=Coalesce(OuterRef("merged_into"), OuterRef("pk"))))


def days_of_case(kind: str) -> int:
    """A case that ended with advice is kept as long as a contact that did; one that was referred longer."""
    kept = profile().retention
    return kept.advised_contacts if kind == cases.ADVISORY else kept.cases


def cases_past() -> Q:
    """Closed cases whose period has passed. One that was merged goes with its survivor."""
    advisory = Q(kind=cases.ADVISORY)
    past = advisory & Q(closed_at__lte=before(days_of_case(cases.ADVISORY)))
    past |= ~advisory & Q(closed_at__lte=before(days_of_case(cases.REFERRAL)))
    return past & Q(status=cases.CLOSED, merged_into=None, erased_at=None)
