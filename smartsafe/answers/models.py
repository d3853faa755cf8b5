"""The centre's own words, ready to be sent: answers, their versions, how often each is used. Nobody's data."""

from django.conf import settings
from django.db import models

from smartsafe.identifiers import new_id

PERSON = settings.AUTH_USER_MODEL
IN_FORCE = models.Q(status__in=("approved", "archived"))


class Answer(models.Model):
    """One answer in one language, through all its versions."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    language = models.CharField(max_length=10)  # one that the centre writes in; others are derived


class Version(models.Model):
    """What an answer said from one approval to the next; never changed once proposed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=10)  # rules.VERSION
    audience = models.CharField(max_length=10)  # rules.AUDIENCES
    threats = models.JSONField(default=list)  # codes of the profile; none means any
    title = models.CharField(max_length=120)
    text = models.TextField()  # with variables in braces: rules.VARIABLES
    proposed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["answer", "number"], name="answer_versions_counted"),
            models.UniqueConstraint(fields=["answer"], condition=IN_FORCE, name="one_version_in_force"),
            models.UniqueConstraint(
                fields=["answer"], condition=models.Q(status="proposed"), name="one_version_proposed"
            ),
            # Two people: who wrote an answer does not put it in force
            models.CheckConstraint(
                condition=~IN_FORCE
                | models.Q(decided_by__isnull=False, decided_at__isnull=False)
                & ~models.Q(decided_by=models.F("proposed_by")),
                name="answer_approved_by_another",
            ),
        ]
        indexes = [models.Index(fields=["status"], name="answer_status")]


class Use(models.Model):
    """How often an answer was taken in a month; who took it and for whom is not kept."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="uses")
    month = models.DateField()  # its first day
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "month"], name="one_count_a_month")]
