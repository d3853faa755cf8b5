"""An activity with its presenters, what a school was offered, who came, what they thought; letters on their way out."""

from django.db import models

from smartsafe.identifiers import new_id

from ..campaigns.models import Campaign


class Diary(models.Model):
    """One row, locked by whoever gives a time to somebody, so that two cannot give the same one."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)


class Activity(models.Model):
    """A school's name and town, dates, topics, numbers are plain; whom to call and what they wrote is sealed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=30, unique=True)
    kind = models.CharField(max_length=10)  # rules.KINDS
    audience = models.CharField(max_length=10)  # rules.AUDIENCES
    status = models.CharField(max_length=10)  # rules.STATUSES
    place = models.CharField(max_length=160)  # the school's or the venue's name
    place_key = models.CharField(max_length=200)  # the same, folded: by it two activities in one place are found
    municipality = models.CharField(max_length=60, blank=True)  # code of the profile; none for a webinar
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    day_only = models.BooleanField(default=False)  # of a past one only the day is known: it has that whole day
    wishes = models.JSONField(default=list)  # days that the school asked for
    topics = models.JSONField(default=list)  # codes of threats
    classes = models.CharField(max_length=160, blank=True)
    expected = models.PositiveIntegerField(default=0)
    guests = models.JSONField(default=list)  # who speaks beside our own people, publicly
    materials = models.JSONField(default=list)  # [title, address]
    checklist = models.JSONField(default=list)  # codes of rules.CHECKLIST that are done
    reason = models.CharField(max_length=300, blank=True)  # why declined or cancelled, as the school is told it
    public = models.BooleanField(default=False)
    campaign = models.ForeignKey(Campaign, null=True, on_delete=models.PROTECT, related_name="+")
    pupils = models.PositiveIntegerField(default=0)
    parents = models.PositiveIntegerField(default=0)
    teachers = models.PositiveIntegerField(default=0)
    by_gender = models.JSONField(default=dict)  # of the pupils, where given
    by_age = models.JSONField(default=dict)  # by age band of the profile
    language = models.CharField(max_length=10, blank=True)  # in which the school reads
    asked_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    # Sealed to those who go to schools: contact person, the school's own words, our note afterwards
    key_for_outreach = models.BinaryField(max_length=100, default=bytes)
    sealed_contact = models.BinaryField(default=bytes)
    sealed_words = models.BinaryField(default=bytes)
    sealed_follow_up = models.BinaryField(default=bytes)
    sealed_address = models.BinaryField(default=bytes)  # to the worker, who writes to the school; until it has ended
    evaluation_code = models.CharField(max_length=8, null=True, unique=True)
    sequence = models.PositiveIntegerField(default=0)  # of its calendar file: each change that a school is told counts
    submission = models.UUIDField(null=True, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts_at=None, ends_at=None) | models.Q(ends_at__gt=models.F("starts_at")),
                name="activity_ends_after",
            ),
        ]
        indexes = [
            models.Index(fields=["starts_at"], name="activity_starts"),
            models.Index(fields=["status", "starts_at"], name="activity_by_status"),
        ]


class Presenter(models.Model):
    """One of our own people at one activity."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="presenters")
    person_id = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "person_id"], name="presenter_once")]
        indexes = [models.Index(fields=["person_id"], name="presenter_person")]


class Offer(models.Model):
    """A time that a school was offered by e-mail: answered once, or replaced, or run out."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="offers")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    offered_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answer = models.CharField(max_length=10, blank=True)  # accepted, declined, replaced
    answered_at = models.DateTimeField(null=True)


class Letter(models.Model):
    """An e-mail to a school that waits for the worker, who alone opens the address. It holds no words."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="letters")
    offer = models.ForeignKey(Offer, null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12)  # rules.LETTERS
    sealed_address = models.BinaryField()  # destroyed once it is sent or given up
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True, db_index=True)
    sent_at = models.DateTimeField(null=True)
    unsent = models.CharField(max_length=10, blank=True)  # rules.UNSENT, once it is given up


class Evaluation(models.Model):
    """What one nameless participant thought. No time of day, no address; the sentence is sealed and never public."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="evaluations")
    useful = models.PositiveSmallIntegerField()
    understood = models.PositiveSmallIntegerField()
    resolves = models.JSONField(default=list)  # codes of rules.RESOLVES
    key_for_outreach = models.BinaryField(max_length=100, default=bytes)
    sealed_sentence = models.BinaryField(default=bytes)
    hidden = models.BooleanField(default=False)  # somebody at the desk took the sentence away
