"""Who signs in: a person, the roles they hold, the teams they belong to; when they are at work, what they hand over."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models

from smartsafe.identifiers import new_id


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(AbstractBaseUser, PermissionsMixin):  # type: ignore[django-manager-missing]
    """A member of staff or an officer of an institution. Signs in by e-mail address.

    Groups are for Wagtail alone and follow the roles (`actions.groups`); what a person may do is said by roles.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=10, default="sr")
    # Code of the institution an officer acts for; people knows it only as a code, as the audit knows people by id.
    institution = models.CharField(max_length=60, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []
    objects = PersonManager()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(is_superuser=False), name="nobody_is_above_the_rules")]

    def __str__(self) -> str:
        return self.name


class RoleHeld(models.Model):
    """A role a person holds; the roles and what they may do stand in `rules`."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="roles_held")
    role = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "role"], name="one_role_once")]


class Team(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=80, unique=True)
    members = models.ManyToManyField(Person, related_name="teams")

    def __str__(self) -> str:
        return self.name


class Invitation(models.Model):
    """A one-time way in: the token itself is only in the link; here stands its SHA-256."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="invitation")
    token_hash = models.BinaryField(max_length=32, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()


class SignIn(models.Model):
    """One signed-in browser of a person, so that they see where they are signed in and can end it. No address kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sign_ins")
    at = models.DateTimeField()
    seen_at = models.DateTimeField()


class Shift(models.Model):
    """When somebody is at work, and for which ways of reaching the centre (`shift_rules.GROUPS`)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="shifts")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    groups = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="shift_ends_after_start")
        ]
        indexes = [models.Index(fields=["starts_at", "ends_at"], name="shifts_in_time")]


class Switch(models.Model):
    """Somebody has put themselves on or off a group by hand; until then it goes before the plan."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="switches")
    group = models.CharField(max_length=10)
    on = models.BooleanField()
    until = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "group"], name="one_switch_a_group")]
        indexes = [models.Index(fields=["until"], name="switches_in_time")]


class HandoverNote(models.Model):
    """What the next shift has to know; sealed under a key of its own, which the centre's keyring opens."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    key_for_centre = models.BinaryField()
    sealed_body = models.BinaryField()
    submission = models.UUIDField(null=True, unique=True)

    class Meta:
        indexes = [models.Index(fields=["-at"], name="handover_newest")]


class HandoverRead(models.Model):
    note = models.ForeignKey(HandoverNote, on_delete=models.CASCADE, related_name="reads")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "person"], name="handover_read_once")]


class Debrief(models.Model):
    """A colleague asks to talk about what they have seen. Sealed; only supervisors come to it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    key_for_centre = models.BinaryField()
    sealed_body = models.BinaryField()
    taken_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["taken_at", "asked_at"], name="debriefs_waiting")]
