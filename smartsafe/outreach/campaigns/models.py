"""A campaign and its reach. Names in the languages that the centre writes in; no person but those it names publicly."""

from django.db import models

from smartsafe.identifiers import new_id


class Campaign(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.JSONField()  # language → words
    summary = models.JSONField(default=dict)
    starts_on = models.DateField()
    ends_on = models.DateField()
    # Lists of lines: names of organisations and of public ambassadors, goals; cities are codes of the profile
    partners = models.JSONField(default=list)
    brands = models.JSONField(default=list)
    ambassadors = models.JSONField(default=list)
    cities = models.JSONField(default=list)
    goals = models.JSONField(default=list)
    materials = models.JSONField(default=list)  # keys of items of the library: the same item in every language
    public = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("starts_on")), name="campaign_ends_after")
        ]


class Reach(models.Model):
    """How many people something of the campaign reached, as its source tells."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="reached")
    kind = models.CharField(max_length=12)  # rules.REACH
    number = models.PositiveBigIntegerField()
    day = models.DateField()
    source = models.CharField(max_length=160)  # where the figure stands: a newspaper, a platform's own count
