"""An item of evidence: sealed bytes in the store, sealed facts beside them. Knows no contact and no case.

The item's own key is never stored here: whoever owns the item (a contact, a case, a referral) keeps it,
sealed under the owner's record key.
"""

from django.db import models

from smartsafe.identifiers import new_id


class Item(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    received_at = models.DateTimeField()
    size = models.PositiveBigIntegerField()
    media = models.CharField(max_length=10)  # image, video, audio, document, other
    # name, content type, SHA-256: sealed under the item's key
    sealed_facts = models.BinaryField()
    stored_name = models.CharField(max_length=80)
    purged_at = models.DateTimeField(null=True)


class Look(models.Model):
    """One look at an item's content, for custody and for the count that protects staff."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="looks")
    person_id = models.UUIDField()
    at = models.DateTimeField()
    reason = models.CharField(max_length=20)  # code from rules.LOOK_REASONS

    class Meta:
        indexes = [models.Index(fields=["person_id", "at"], name="looks_of_person")]
