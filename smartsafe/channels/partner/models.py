"""A partner, its keys, what it handed in, and what it is told back. No word of a report stands here."""

from django.conf import settings
from django.db import models

from smartsafe.identifiers import new_id

PERSON = settings.AUTH_USER_MODEL


class Partner(models.Model):
    """An organisation whose computer hands reports in."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=12)  # rules.KINDS
    email = models.CharField(max_length=254)  # whom to ask when something is odd
    per_minute = models.PositiveIntegerField()  # requests with one key
    per_day = models.PositiveIntegerField()  # reports
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)


class Key(models.Model):
    """What a partner proves itself by. Shown once; here stands only what it hashes to."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="keys")
    prefix = models.CharField(max_length=12, unique=True)  # by which it is found and spoken of
    hash = models.BinaryField(max_length=32)
    scopes = models.JSONField(default=list)  # rules.SCOPES
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    expires_on = models.DateField()  # the last day on which it works
    used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")


class Report(models.Model):
    """A contact that a partner handed in, and how far the partner has been told that it came."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="reports")
    contact = models.OneToOneField("contacts.Contact", on_delete=models.PROTECT, related_name="+")
    handed_in_at = models.DateTimeField()
    # As it was last noted; `Change` keeps each step
    progress = models.CharField(max_length=12, default="received")
    outcome = models.CharField(max_length=30, blank=True)
    closed = models.BooleanField(default=False)
    answers = models.PositiveIntegerField(default=0)
    heard_at = models.DateTimeField()  # newest message when it was last noted

    class Meta:
        indexes = [
            models.Index(fields=["partner", "-handed_in_at"], name="reports_of_partner"),
            models.Index(fields=["handed_in_at"], name="reports_by_age"),
        ]


class Change(models.Model):
    """The report came further, or the centre wrote. Words of the centre stand in the contact, sealed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField()
    progress = models.CharField(max_length=12)
    outcome = models.CharField(max_length=30, blank=True)
    closed = models.BooleanField()
    answers = models.PositiveIntegerField()


class Once(models.Model):
    """What a request with an Idempotency-Key was answered. Only who sent it can open the answer."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="+")
    key_hash = models.BinaryField(max_length=32)
    fingerprint = models.BinaryField(max_length=32)  # HMAC of the request under the partner's key
    sealed_answer = models.BinaryField(default=b"")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partner", "key_hash"], name="answered_once")]
        indexes = [models.Index(fields=["at"], name="answers_to_forget")]


class Hook(models.Model):
    """An address of the partner that is told when a report of theirs came further."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="hooks")
    address = models.CharField(max_length=500)
    sealed_secret = models.BinaryField()  # to the worker, who signs with it
    active = models.BooleanField(default=True)
    made_at = models.DateTimeField()


class Telling(models.Model):
    """One thing to be told to one address: durable before it is tried, tried again with back-off."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    hook = models.ForeignKey(Hook, on_delete=models.CASCADE, related_name="tellings")
    change = models.ForeignKey(Change, null=True, on_delete=models.CASCADE, related_name="+")  # None: a ping
    made_at = models.DateTimeField()
    status = models.CharField(max_length=10, default="waiting")  # waiting, delivered, failed
    answered = models.PositiveSmallIntegerField(null=True)  # HTTP status of the last try
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["next_attempt_at", "id"], name="tellings_due", condition=models.Q(status="waiting")),
            models.Index(fields=["made_at"], name="tellings_to_forget"),
        ]
