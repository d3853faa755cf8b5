"""Count what is taken: a number for each item and day, and nothing about who takes it."""

from django.db import transaction
from django.db.models import F

from smartsafe import clock
from smartsafe.country.hours import zone

from ..models import Downloads


@transaction.atomic
def count(*item_ids: int) -> None:
    today = clock.now().astimezone(zone()).date()
    for item_id in sorted(set(item_ids)):
        if not Downloads.objects.filter(item_id=item_id, day=today).update(count=F("count") + 1):
            made, new = Downloads.objects.get_or_create(item_id=item_id, day=today, defaults={"count": 1})
            if not new:
                Downloads.objects.filter(pk=made.pk).update(count=F("count") + 1)
