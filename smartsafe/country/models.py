"""Running numbers of the formal records; days on which the centre is open otherwise than the profile says."""

from django.db import models

from smartsafe.identifiers import new_id


class NumberSeries(models.Model):
    """The last number given in a series ("case", "contact", "referral") in a year."""

    series = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="one_series_a_year")]


class DayChange(models.Model):
    """One day with hours of its own: closed, shorter, or open when it would be closed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    day = models.DateField(unique=True)
    spans = models.JSONField(default=list)  # [["09:00", "12:30"], …]; none: closed all day
    reasons = models.JSONField(default=dict)  # language → the words that the public reads
    set_at = models.DateTimeField()
    set_by = models.UUIDField()  # a person; the country knows people by id alone, as the audit does
