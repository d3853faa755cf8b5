"""The formal case. Columns named `sealed_…` open only with the case's record key."""

from django.conf import settings
from django.db import models

from smartsafe.identifiers import new_id

PERSON = settings.AUTH_USER_MODEL


class Case(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=30, unique=True)
    kind = models.CharField(max_length=10)  # advisory, referral
    status = models.CharField(max_length=20)  # rules.CASE
    urgency = models.CharField(max_length=10, default="normal")
    danger = models.BooleanField(default=False)
    danger_acknowledged_at = models.DateTimeField(null=True)
    danger_acknowledged_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    threat = models.CharField(max_length=40)
    other_threats = models.JSONField(default=list)
    harms = models.JSONField(default=list)
    child_age_band = models.CharField(max_length=10, blank=True)
    child_gender = models.CharField(max_length=10, blank=True)
    municipality = models.CharField(max_length=40, blank=True)
    host_country = models.CharField(max_length=2, blank=True)  # where the content is hosted, ISO 3166; "" not known
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()
    assignee = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="cases_assigned")
    # Few are merged: a partial index below, which no query of "not merged" can be lured into.
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged", db_index=False)
    linked = models.ManyToManyField("self", symmetrical=True)
    contacts = models.ManyToManyField("contacts.Contact", through="CaseContact", related_name="cases")
    version = models.PositiveIntegerField(default=1)

    indexed_at = models.DateTimeField(null=True)  # when its words entered the index; None waits for the next unlock
    erased_at = models.DateTimeField(null=True)  # its key and its words were destroyed
    key_for_centre = models.BinaryField()
    sealed_title = models.BinaryField()
    sealed_summary = models.BinaryField()

    class Meta:
        indexes = [
            models.Index(fields=["-changed_at", "-id"], name="case_open", condition=~models.Q(status="closed")),
            models.Index(fields=["assignee", "-changed_at"], name="case_mine", condition=~models.Q(status="closed")),
            models.Index(fields=["status", "-changed_at"], name="case_status"),
            models.Index(fields=["-opened_at", "-id"], name="case_opened"),
            models.Index(fields=["indexed_at"], name="case_to_index", condition=models.Q(indexed_at=None)),
            # “is not null”: SQLite does not see that “not (… is null)” says the same, and would read every case
            models.Index(fields=["merged_into"], name="case_merged", condition=models.Q(merged_into__isnull=False)),
            models.Index(
                fields=["-changed_at"],
                name="case_burning",
                condition=models.Q(danger=True, danger_acknowledged_at=None) & ~models.Q(status="closed"),
            ),
        ]


class CaseContact(models.Model):
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="case_contacts")
    contact = models.OneToOneField("contacts.Contact", on_delete=models.PROTECT, related_name="case_contact")
    added_at = models.DateTimeField()


class Involved(models.Model):
    """A child, a suspect or somebody else in the case: identifiers and words, all sealed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="involved")
    role = models.CharField(max_length=10)  # child, suspect, guardian, other
    sealed_details = models.BinaryField()  # name, handles, notes
    added_at = models.DateTimeField()


class CaseEvidence(models.Model):
    """An item in the case's evidence: its key, sealed under the case's record key."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="evidence")
    item = models.ForeignKey("evidence.Item", on_delete=models.PROTECT, related_name="+")
    sealed_item_key = models.BinaryField()
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "item"], name="an_item_once_a_case")]


class Note(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    sealed_body = models.BinaryField()


class Task(models.Model):
    """Something to be done, by whom and until when (working time)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="tasks")
    sealed_title = models.BinaryField()
    assignee = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="tasks")
    due_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(done_at=None, done_by=None) | models.Q(done_at__isnull=False, done_by__isnull=False),
                name="task_done_at_and_by",
            )
        ]
        indexes = [
            models.Index(fields=["assignee", "due_at"], name="task_waiting", condition=models.Q(done_at=None)),
            models.Index(fields=["due_at"], name="task_due", condition=models.Q(done_at=None)),
        ]
