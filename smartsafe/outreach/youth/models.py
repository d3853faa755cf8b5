"""Applications, consents, cohorts with their board and badges, polls, ideas. Whatever tells of a person is sealed.

There is no column for words from a grown-up to one young person; a post goes to a whole cohort, after a second reader.
"""

from django.db import models
from django.db.models import F, Q

from smartsafe.identifiers import new_id

from ..activities.models import Activity


class Cohort(models.Model):
    """Young people who go through it together. Its key opens the board: for staff, for each member by their code."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    role = models.CharField(max_length=8)  # rules.ROLES
    name = models.JSONField()  # language → words of the centre
    starts_on = models.DateField()
    ended_on = models.DateField(null=True)
    key_for_outreach = models.BinaryField(max_length=100)


class Application(models.Model):
    """From the first word to the end of a membership. Plain is only what the rules need without a key."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    role = models.CharField(max_length=8)
    status = models.CharField(max_length=10)  # rules.STATUSES
    minor = models.BooleanField()  # so that a guardian was asked
    language = models.CharField(max_length=10)
    reason = models.CharField(max_length=10, blank=True)  # code of rules.REASONS
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    until = models.DateField()  # the last day of a membership: too old then, or a member for long enough
    cohort = models.ForeignKey(Cohort, null=True, on_delete=models.PROTECT, related_name="members")
    place = models.PositiveSmallIntegerField(null=True)  # by which lists name a member: “No. 3”
    # By the young person's code, as with a report (vault.receipts)
    receipt_lookup = models.BinaryField(max_length=32, unique=True)
    code_public = models.BinaryField(max_length=32)
    key_for_code = models.BinaryField(max_length=100, default=bytes)
    cohort_key_for_code = models.BinaryField(max_length=100, default=bytes)
    # Destroyed when it ends, together with the keys
    key_for_outreach = models.BinaryField(max_length=100, default=bytes)
    sealed_told = models.BinaryField(default=bytes)  # name, age, municipality, a way to be reached, why, guardian
    sealed_address = models.BinaryField(default=bytes)  # the guardian's, to the worker, who writes the letters

    class Meta:
        indexes = [models.Index(fields=["status", "asked_at"], name="youth_by_status")]
        constraints = [models.UniqueConstraint(fields=["cohort", "place"], name="youth_place_once")]


class Consent(models.Model):
    """One letter to a guardian: answered once; given, it can be taken back by the same link."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="consents")
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answer = models.CharField(max_length=10, blank=True)  # given, refused, taken_back, replaced, over
    answered_at = models.DateTimeField(null=True)
    key_for_outreach = models.BinaryField(max_length=100, default=bytes)
    sealed_who = models.BinaryField(default=bytes)  # who says to be the guardian


class Letter(models.Model):
    """An e-mail to a guardian that waits for the worker, who alone opens the address."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="letters")
    consent = models.ForeignKey(Consent, null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10)  # ask, given, over
    sealed_address = models.BinaryField()  # destroyed once it is sent or given up
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True, db_index=True)
    sent_at = models.DateTimeField(null=True)


class Badge(models.Model):
    """A step of the training that a member has finished."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="badges")
    step = models.CharField(max_length=20)  # code of the profile
    given_at = models.DateTimeField()
    given_by = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "step"], name="youth_badge_once")]


class Session(models.Model):
    """An activity that members of a cohort led. Who came stands with the activity and counts there."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="sessions")
    activity = models.OneToOneField(Activity, on_delete=models.CASCADE, related_name="+")


class Post(models.Model):
    """Words from the centre to a whole cohort: written by one person, read by another before members see them."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="posts")
    sealed_text = models.BinaryField()  # under the cohort's key
    written_by = models.UUIDField()
    written_at = models.DateTimeField()
    published_by = models.UUIDField(null=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(published_by=None) | ~Q(published_by=F("written_by")), name="youth_post_four_eyes"
            )
        ]


class Poll(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    audience = models.CharField(max_length=8)  # rules.AUDIENCES
    question = models.JSONField()  # language → words of the centre
    options = models.JSONField()  # a list of the same
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()


class Voice(models.Model):
    """One vote. `voter` is a digest that only who votes can make again; it leads to nobody."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="voices")
    voter = models.BinaryField(max_length=32)
    option = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "voter"], name="youth_one_voice")]


class Idea(models.Model):
    """Sealed until somebody at the centre has read it; then public words, or nothing."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    status = models.CharField(max_length=8)  # rules.IDEA_STATUSES
    member = models.ForeignKey(Application, null=True, on_delete=models.SET_NULL, related_name="ideas")
    told_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    reason = models.CharField(max_length=10, blank=True)  # code of rules.IDEA_REASONS
    text = models.TextField(blank=True)  # as a moderator published it
    key_for_outreach = models.BinaryField(max_length=100, default=bytes)
    sealed_text = models.BinaryField(default=bytes)

    class Meta:
        indexes = [models.Index(fields=["status", "told_at"], name="youth_ideas_by_status")]
