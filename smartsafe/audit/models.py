"""The audit chain: each entry carries the hash of the one before. No foreign keys: it outlives what it tells of."""

from django.db import models


class Entry(models.Model):
    """Who did what to which object, when. `details` holds codes and numbers only, never words from people."""

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=10)  # person, reporter, system
    actor_id = models.UUIDField(null=True)
    action = models.CharField(max_length=60)
    object_kind = models.CharField(max_length=30)
    object_id = models.CharField(max_length=64)
    details = models.JSONField(default=dict)
    previous_hash = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        indexes = [
            models.Index(fields=["object_kind", "object_id", "sequence"], name="audit_by_object"),
            models.Index(fields=["actor_id", "sequence"], name="audit_by_actor"),
        ]


class Head(models.Model):
    """The end of the chain, locked while an entry is appended, so that nothing can be cut off unseen."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    sequence = models.BigIntegerField(default=0)
    hash = models.BinaryField(max_length=32, default=bytes(32))


class Verification(models.Model):
    """What the last reading of the whole chain found; kept so that a page need not read it all."""

    at = models.DateTimeField()
    entries = models.BigIntegerField()
    problems = models.PositiveIntegerField()
    first_problem = models.BigIntegerField(null=True)  # a sequence
