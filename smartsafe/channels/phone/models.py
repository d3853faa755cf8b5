"""Calls and call-backs: plain times and codes. The caller's number stands here only sealed to the centre."""

from django.conf import settings
from django.db import models

from smartsafe.identifiers import new_id

PERSON = settings.AUTH_USER_MODEL


class Call(models.Model):
    """One call to the centre, as the exchange told it, or taken down by hand (then without `call_key`)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    call_key = models.BinaryField(null=True, unique=True, max_length=32)  # HMAC of the exchange's own id
    at = models.DateTimeField()  # the earliest that is known of it
    in_hours = models.BooleanField()  # whether the line was open then
    rang_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    missed_at = models.DateTimeField(null=True)
    voicemail_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, blank=True)  # rules.OUTCOMES, "" while on the line

    operator = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    claimed_at = models.DateTimeField(null=True)  # when the operator said at the desk that they answer
    contact = models.ForeignKey("contacts.Contact", null=True, on_delete=models.SET_NULL, related_name="+")

    # HMAC under the worker's key: the same caller again. Forgotten together with the sealed number.
    caller_key = models.BinaryField(null=True, max_length=32)
    key_for_centre = models.BinaryField(default=b"")
    sealed_number = models.BinaryField(default=b"")

    class Meta:
        indexes = [
            models.Index(fields=["at"], name="calls_of_day"),
            models.Index(fields=["at"], name="calls_on_the_line", condition=models.Q(outcome="")),
            models.Index(fields=["at"], name="calls_with_number", condition=~models.Q(sealed_number=b"")),
        ]


class CallBack(models.Model):
    """Somebody is to be called: after a missed call, a voice message, or because an operator promised it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    call = models.ForeignKey(Call, null=True, on_delete=models.CASCADE, related_name="call_backs")
    contact = models.ForeignKey("contacts.Contact", null=True, on_delete=models.SET_NULL, related_name="+")
    caller_key = models.BinaryField(null=True, max_length=32)
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12, blank=True)  # rules.CALL_BACK_OUTCOMES

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(done_at=None, outcome="") | models.Q(done_at__isnull=False) & ~models.Q(outcome=""),
                name="done_call_back_says_how",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at", "id"], name="call_backs_due", condition=models.Q(done_at=None)),
            models.Index(fields=["caller_key"], name="call_backs_of_caller", condition=models.Q(done_at=None)),
        ]
