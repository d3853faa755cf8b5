"""What happened outside and waits to be taken in, and which outside conversation belongs to which contact.

Addresses and payloads stand here only sealed to the worker; outside ids only as HMAC.
"""

from django.db import models

from smartsafe.identifiers import new_id


class InboundEvent(models.Model):
    """One event of a channel, kept before its sender is answered. The payload is destroyed when it is taken in."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    channel = models.CharField(max_length=12)
    event_key = models.BinaryField(max_length=32)
    sealed_payload = models.BinaryField()
    received_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True)  # None: taken, or stuck until somebody looks into it
    # The message it became; none for what is no message
    message = models.ForeignKey("contacts.Message", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "event_key"], name="event_once")]
        indexes = [
            models.Index(fields=["next_attempt_at", "id"], name="events_waiting", condition=models.Q(taken_at=None)),
            models.Index(fields=["channel", "-received_at"], name="events_of_channel"),
            models.Index(fields=["taken_at"], name="events_taken"),
        ]


class RefusedMinute(models.Model):
    """How many requests of a channel were refused in a minute, until those beyond the first are summed up."""

    channel = models.CharField(max_length=12)
    minute = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "minute"], name="refused_minute_once")]


class Thread(models.Model):
    """A conversation outside. The row is also the lock under which its messages are taken in."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    channel = models.CharField(max_length=12)
    thread_key = models.BinaryField(max_length=32)
    sealed_address = models.BinaryField()  # {address, thread, last event id, subject}
    last_inbound_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "thread_key"], name="thread_once")]


class Strand(models.Model):
    """A contact that came out of a thread; the newest one is continued."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="strands")
    contact = models.ForeignKey("contacts.Contact", on_delete=models.CASCADE, related_name="+")
    begun_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "contact"], name="contact_in_thread_once")]
        indexes = [models.Index(fields=["thread", "-begun_at"], name="newest_of_thread")]
