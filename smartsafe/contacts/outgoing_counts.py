"""How many replies are on their way, channel by channel. Opens nothing, so nobody is asked for."""

from django.db.models import Count

from .models import Outgoing


def outgoing_counts() -> dict[str, dict[str, int]]:
    """channel → status → how many; one statement."""
    counts: dict[str, dict[str, int]] = {}
    rows = Outgoing.objects.order_by().values_list("channel", "status").annotate(count=Count("id"))
    for channel, status, count in rows:
        counts.setdefault(channel, {})[status] = count
    return counts
