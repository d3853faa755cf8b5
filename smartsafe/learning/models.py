"""A classroom while it lasts, and the choices made in it. No name, no account, no address."""

from django.db import models

from smartsafe.identifiers import new_id


class Classroom(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=6, unique=True)  # stands on the board
    lesson = models.CharField(max_length=40)  # its slug
    picks = models.CharField(max_length=30, default="", blank=True)  # the way the class took so far
    revealed = models.BooleanField(default=False)  # whether the board shows what is said to each option
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField(db_index=True)


class Voice(models.Model):
    """One pupil's choice at one step; the pupil is a number drawn by chance for this classroom."""

    classroom = models.ForeignKey(Classroom, on_delete=models.CASCADE, related_name="voices")
    pupil = models.UUIDField()
    place = models.PositiveSmallIntegerField()  # how many steps the class had taken before
    option = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["classroom", "place", "pupil"], name="one_voice_a_step"),
        ]
