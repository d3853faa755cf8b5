"""Reads what the house has made of it, as a member of the centre's keyring does. Runs in a process of its own.

`python -m tests.soak.counting waiting` or `… compare FILE`, FILE being the JSON of what was told: {marker: place}.
"""

import json
import os
import re
import sys
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

import django

PASSWORD = "tall-green-gates-7"
_MARKER = re.compile(r"#[a-z]+-\d+-\d+#")


def main() -> None:
    django.setup()
    found = waiting() if sys.argv[1] == "waiting" else compare(json.loads(Path(sys.argv[2]).read_text()))
    print(json.dumps(found))


def waiting() -> dict[str, int]:
    from django.db.models import Count, Q

    from smartsafe.channels.models import InboundEvent

    return InboundEvent.objects.aggregate(
        kept=Count("id"),
        waiting=Count("id", filter=Q(taken_at=None, next_attempt_at__isnull=False)),
        stuck=Count("id", filter=Q(taken_at=None, next_attempt_at=None)),
        tried_again=Count("id", filter=Q(failures__gt=1)),
    )


def compare(told: dict[str, int]) -> dict[str, Any]:
    """Where each marker stands. `told` maps a marker to its place in its conversation."""
    from smartsafe.audit.queries import verify
    from smartsafe.contacts import queries
    from smartsafe.contacts.models import Contact, Outgoing
    from smartsafe.people.models import Person
    from smartsafe.people.queries import actor_of
    from smartsafe.vault import keyrings

    person = Person.objects.get()
    opened = keyrings.open_memberships(person.id, keyrings.open_person_key(person.id, PASSWORD))
    viewer = replace(actor_of(person), keys=opened)
    places: dict[str, list[str]] = defaultdict(list)
    contacts_of: dict[str, set[str]] = defaultdict(set)
    disordered = messages = 0
    for contact_id in Contact.objects.order_by("id").values_list("id", flat=True):
        contact = queries.contact_for(viewer, contact_id)
        said = [one for one in queries.conversation(viewer, contact_id) if one.kind == "from_reporter"]
        messages += len(said)
        markers = [contact.details.reach.phone] if contact.channel == "phone" else []
        for one in said:
            markers += _MARKER.findall(one.text)
        for marker in markers:
            places[marker].append(str(contact_id))
            contacts_of[marker.rpartition("-")[0] or marker].add(str(contact_id))
        order = [told.get(marker, -1) for marker in markers]
        disordered += order != sorted(order)
    return {
        "contacts": Contact.objects.count(),
        "messages": messages,
        "in_exactly_one_contact": sum(len(found) == 1 for marker, found in places.items() if marker in told),
        "missing": [marker for marker in told if marker not in places][:20],
        "more_than_once": [marker for marker, found in places.items() if len(found) > 1][:20],
        "never_told": [marker for marker in places if marker not in told][:20],
        "conversations_in_two_contacts": sum(len(found) > 1 for found in contacts_of.values()),
        "conversations_out_of_order": disordered,
        "replies": _counted(Outgoing),
        "chain_is_whole": not verify().problems,
        **waiting(),
    }


def _counted(model: Any) -> dict[str, int]:
    from django.db.models import Count

    return dict(model.objects.order_by().values_list("status").annotate(count=Count("id")))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.soak.settings")
    main()
