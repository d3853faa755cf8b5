"""An event that somebody organises. No person: neither a name nor a way to reach anybody."""

from django.db import models

from smartsafe.identifiers import new_id


class Event(models.Model):
    """Waits until somebody at the centre has read it; what is refused is erased."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    submission = models.UUIDField(unique=True)
    year = models.PositiveSmallIntegerField()  # whose Safer Internet Day it is for
    status = models.CharField(max_length=10)  # rules.WAITING, PUBLIC
    kind = models.CharField(max_length=10)  # rules.KINDS
    organiser = models.CharField(max_length=160)
    title = models.CharField(max_length=120)
    words = models.TextField(blank=True)
    municipality = models.CharField(max_length=60)  # code of the profile
    day = models.DateField()
    audience = models.CharField(max_length=10)  # rules.AUDIENCES
    expected = models.PositiveIntegerField()
    told_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["year", "status", "day"], name="safer_day_by_year")]
