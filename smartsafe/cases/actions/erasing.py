"""A case's time has come: its key is destroyed, and every word and file key that hung on it."""

from uuid import UUID

from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import Who, record
from smartsafe.cases import indexing, rules
from smartsafe.cases.errors import NotFromHere
from smartsafe.cases.models import Case
from smartsafe.errors import NotFound
from smartsafe.live.actions import touch


@transaction.atomic
def erase(actor: Who, *, case_id: UUID) -> set[UUID]:
    """Destroy what opens the case; number, codes, and who did what when stay. Its contacts are not touched.

    Whose time has come is the retention module's to say. Returns the items of evidence whose keys were held here.
    Raises NotFound (also when it was erased), NotFromHere for a case that is not closed.
    """
    case = Case.objects.select_for_update().filter(pk=case_id, erased_at=None).first()
    if case is None:
        raise NotFound()
    if case.status != rules.CLOSED:
        raise NotFromHere(status=rules.STATUSES[case.status])
    case.erased_at = clock.now()
    case.key_for_centre, case.sealed_title, case.sealed_summary = b"", b"", b""
    case.version += 1
    case.save(update_fields=["erased_at", "key_for_centre", "sealed_title", "sealed_summary", "version"])
    case.involved.update(sealed_details=b"")
    case.notes.update(sealed_body=b"")
    case.tasks.update(sealed_title=b"")
    items = set(case.evidence.values_list("item_id", flat=True))
    case.evidence.update(sealed_item_key=b"")
    indexing.forget(case.pk)
    touch("cases", f"case:{case.pk}")
    record(actor, "case.erased", "case", case.pk, files=len(items))
    return items
