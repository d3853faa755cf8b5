"""Running numbers of the formal records."""

from django.db import models


class NumberSeries(models.Model):
    """The last number given in a series ("case", "contact", "referral") in a year."""

    series = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="one_series_a_year")]
