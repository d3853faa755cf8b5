"""The whole chain is read once a day, and whenever somebody asks."""

from django_tasks import task

from smartsafe import clock

from .models import Verification
from .queries import verify


@task()
def verify_chain() -> None:
    """Read the chain and keep the last ten verdicts."""
    verdict = verify()
    Verification.objects.create(
        at=clock.now(),
        entries=verdict.entries,
        problems=len(verdict.problems),
        first_problem=verdict.problems[0].sequence if verdict.problems else None,
    )
    kept = Verification.objects.order_by("-at").values_list("pk", flat=True)[:10]
    Verification.objects.exclude(pk__in=list(kept)).delete()


EVERY = [(verify_chain, 24 * 60)]
