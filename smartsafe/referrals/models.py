"""A referral of a case to one institution. The institution's keyring opens it, and it alone."""

from django.conf import settings
from django.db import models

from smartsafe.identifiers import new_id

PERSON = settings.AUTH_USER_MODEL


class Referral(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=30, unique=True)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="referrals")
    institution = models.ForeignKey("institutions.Institution", on_delete=models.PROTECT, related_name="referrals")
    status = models.CharField(max_length=20)  # rules.REFERRAL
    reason = models.CharField(max_length=60, blank=True)  # code of the competence rule that suggested it
    urgent = models.BooleanField(default=False)
    prepared_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    approved_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)  # when the next step of the institution is due
    reminded_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=30, blank=True)  # code of the profile
    outcome_at = models.DateTimeField(null=True)
    declined_to = models.ForeignKey("institutions.Institution", null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    erased_at = models.DateTimeField(null=True)  # its keys, words and package were destroyed
    key_for_centre = models.BinaryField()
    key_for_institution = models.BinaryField(default=b"")  # filled at delivery
    # what the analyst writes and chooses: facts for the letter, what is shared
    sealed_draft = models.BinaryField()
    # what was delivered, frozen: the data of the package and the letter
    sealed_package = models.BinaryField(default=b"")
    sealed_letter = models.BinaryField(default=b"")
    # the age-encrypted package in the file store, openable by the institution alone
    package_name = models.CharField(max_length=80, blank=True)
    # what was sent, so that anyone holding it can check that it came from here
    package_sha256 = models.CharField(max_length=64, blank=True)
    manifest_sha256 = models.CharField(max_length=64, blank=True)
    letter_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(approved_at=None, approved_by=None)
                | models.Q(approved_at__isnull=False, approved_by__isnull=False),
                name="approved_at_and_by",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by=None) | ~models.Q(approved_by=models.F("prepared_by")),
                name="four_eyes",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "due_at"], name="referral_due"),
            models.Index(fields=["institution", "status", "-changed_at"], name="referral_of_institution"),
            models.Index(fields=["-changed_at", "-id"], name="referral_changed"),
            models.Index(fields=["case", "-prepared_at"], name="referral_of_case"),
        ]


class SharedItem(models.Model):
    """An item of evidence that goes with the referral: its key, sealed under the referral's record key."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="shared_items")
    item = models.ForeignKey("evidence.Item", on_delete=models.PROTECT, related_name="+")
    sealed_item_key = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["referral", "item"], name="an_item_once_a_referral")]


class Step(models.Model):
    """One step of the dialogue: what was done, by whom, with what words (sealed)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=20)  # a transition of rules.REFERRAL
    by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    sealed_words = models.BinaryField(default=b"")

    class Meta:
        indexes = [models.Index(fields=["referral", "at", "id"], name="dialogue")]
