"""Which pieces of a reply Meta has taken: sent again after trouble, it goes on where it stopped."""

from django.db import models


class Piece(models.Model):
    """One piece of a reply. Meta does not know a message of ours again, so that we have to."""

    idempotency = models.UUIDField()  # of the reply: contacts.Outgoing
    number = models.PositiveSmallIntegerField()
    last = models.BooleanField()
    provider_key = models.BinaryField(max_length=32)  # HMAC of Meta's id of it, under the worker's key
    failed = models.BooleanField(default=False)  # Meta could not deliver it after all
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["idempotency", "number"], name="piece_once")]
        indexes = [
            models.Index(fields=["provider_key"], name="piece_by_provider"),
            models.Index(fields=["sent_at"], name="piece_age"),
        ]
