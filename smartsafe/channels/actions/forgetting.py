"""Outside conversations of contacts that were erased: where an answer would go is destroyed with them."""

from django.db import transaction

from ..models import Strand, Thread


@transaction.atomic
def forget_erased_threads() -> int:
    """Destroy the threads of which no contact is left, and the strands of erased ones in the others. How many threads.

    Threads are locked before anything else, as whoever takes a message in does. Retention asks for it and records it.
    """
    erased = Strand.objects.filter(contact__erased_at__isnull=False)
    held = Thread.objects.select_for_update().filter(pk__in=erased.values("thread_id")).order_by("pk")
    ids = [thread.pk for thread in held]
    erased.filter(thread_id__in=ids).delete()
    alone = Thread.objects.filter(pk__in=ids, strands=None)
    count = alone.count()
    alone.delete()
    return count
