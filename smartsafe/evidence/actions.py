"""Keep, look at, purge. Whoever owns an item seals its key beside its own row, and records in the audit chain."""

from uuid import UUID

from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import record
from smartsafe.errors import Invalid, NotAllowed, NotFound
from smartsafe.identifiers import new_id
from smartsafe.people.actors import Actor
from smartsafe.vault.sealing import RecordKey, place

from .models import Item, Look
from .queries import Facts, facts
from .rules import LOOK_REASONS
from .store import remove
from .uploads import SealedUpload, Sealing


@transaction.atomic
def keep(upload: SealedUpload) -> tuple[Item, RecordKey]:
    """Make an item of a sealed upload. The caller keeps the key, sealed under its own record key.

    Raises the upload's refusal: TooLarge, EmptyFile, NotAccepted, TooMany, Interrupted.
    """
    upload.check()
    item = Item(
        id=new_id(),
        received_at=clock.now(),
        size=upload.size,
        media=upload.media,
        stored_name=upload.stored_name,
    )
    said = {
        "name": upload.name,
        "content_type": upload.content_type_found,
        "claimed": upload.content_type[:100],
        "sha256": upload.sha256,
    }
    item.sealed_facts = upload.key.seal_json(said, place("evidence.Item", item.id, "facts"))
    item.save(force_insert=True)
    upload.kept = True
    return item, upload.key


def keep_bytes(name: str, content: bytes) -> tuple[Item, RecordKey]:
    """The same for bytes we hold already (scans, letters, the demo). Raises as `keep` does."""
    sealing = Sealing(SealedUpload(name))
    sealing.take(content)
    return keep(sealing.finish())


@transaction.atomic
def look(actor: Actor, *, item_id: UUID, key: RecordKey, reason: str, shown_in: tuple[str, UUID]) -> Facts:
    """The person looks at the content: counted, and written in the audit chain of where it was shown.

    `shown_in` is the object it belongs to: ("contact", id), ("case", id) or ("referral", id). The caller has made
    sure that the item belongs there. Raises NotAllowed, NotFound, Invalid (reason), CannotOpen (another item's key).
    """
    if not (actor.may("evidence.look") or actor.may("portal")):
        raise NotAllowed()
    if reason not in LOOK_REASONS:
        raise Invalid("reason")
    item = Item.objects.filter(pk=item_id).first()
    if item is None:
        raise NotFound()
    told = facts(item, key)
    Look.objects.create(item=item, person_id=actor.id, at=clock.now(), reason=reason)
    kind, object_id = shown_in
    record(actor, "evidence.looked", kind, object_id, item=str(item_id), reason=reason)
    return told


@transaction.atomic
def purge(item_id: UUID) -> None:
    """Destroy the content and the facts; that it existed, its size and its looks stay. Harmless when repeated."""
    item = Item.objects.filter(pk=item_id, purged_at=None).first()
    if item is None:
        return
    name = item.stored_name
    Item.objects.filter(pk=item_id).update(purged_at=clock.now(), sealed_facts=b"", stored_name="")
    transaction.on_commit(lambda: remove(name))
