"""What polling compares: a version for each topic, and who is looking at what."""

from django.db import models


class Topic(models.Model):
    name = models.CharField(primary_key=True, max_length=80)
    version = models.BigIntegerField(default=0)


class Presence(models.Model):
    topic = models.CharField(max_length=80)
    person_id = models.UUIDField()
    seen_at = models.DateTimeField()
    writing = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "person_id"], name="one_presence_a_topic")]
