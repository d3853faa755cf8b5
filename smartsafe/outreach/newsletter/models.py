"""Who asked, who reads, what was written, whom it still has to reach. Addresses are sealed to the worker alone."""

from django.db import models

from smartsafe.identifiers import new_id


class Asking(models.Model):
    """Somebody typed an address into the form; the worker has not looked yet whose it is."""

    submission = models.UUIDField(unique=True)
    sealed_address = models.BinaryField()
    language = models.CharField(max_length=10)
    audience = models.CharField(max_length=10, blank=True)  # rules.AUDIENCES
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(db_index=True)


class Subscriber(models.Model):
    """Nobody's name. Erased when the person leaves, or does not confirm in time."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    sealed_address = models.BinaryField()
    address_key = models.BinaryField(max_length=32, unique=True)  # under the worker's key: one address twice is one
    language = models.CharField(max_length=10)
    audience = models.CharField(max_length=10, blank=True)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    written_at = models.DateTimeField(null=True)  # when the latest letter about subscribing went out
    letters = models.PositiveSmallIntegerField(default=0)  # of these, before it was confirmed
    bounces = models.PositiveSmallIntegerField(default=0)  # issues refused for good, one after another


class Issue(models.Model):
    """What an editor writes for everybody; public once it is sent."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subject = models.JSONField()  # language → words
    words = models.JSONField()
    audience = models.CharField(max_length=10, blank=True)  # none: for everybody
    status = models.CharField(max_length=10, default="draft")  # rules.STATUSES
    written_by = models.UUIDField()
    changed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, db_index=True)
    # Counted, since whoever leaves takes their letters along
    letters = models.PositiveIntegerField(default=0)
    taken = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)


class Delivery(models.Model):
    """One letter to one subscriber; the rows go once the issue has reached everybody it could."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="deliveries")
    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="+")
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True, db_index=True)  # none: settled
    handed_at = models.DateTimeField(null=True)  # given to the mail server, which has not answered yet

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issue", "subscriber"], name="letter_once")]
