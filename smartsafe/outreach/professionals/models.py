"""Who registered, their ways in, what they share. Names, institutions and addresses are sealed."""

from django.db import models

from smartsafe.identifiers import new_id


class Asking(models.Model):
    """Somebody filled in a form; the worker has not looked yet whose address it is."""

    submission = models.UUIDField(unique=True)
    kind = models.CharField(max_length=10)  # rules.REGISTER, ENTER
    sealed_told = models.BinaryField()  # to the worker
    language = models.CharField(max_length=10)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(db_index=True)


class Professional(models.Model):
    """Sealed twice: to those who decide, and to the worker who writes the letters. Erased on leaving."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    address_key = models.BinaryField(max_length=32, unique=True)  # under the worker's key
    status = models.CharField(max_length=10)  # asked, waiting, approved, declined
    role = models.CharField(max_length=12)  # rules.ROLES
    language = models.CharField(max_length=10)
    sealed_for_worker = models.BinaryField()
    key_for_outreach = models.BinaryField(max_length=100)
    sealed_told = models.BinaryField()
    asked_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)  # when the person last came in, or was let in
    written_at = models.DateTimeField(null=True)
    letters = models.PositiveSmallIntegerField(default=0)


class Decision(models.Model):
    """A letter about what the centre decided, on its way."""

    professional = models.OneToOneField(Professional, on_delete=models.CASCADE, related_name="decision")
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(db_index=True)


class WayIn(models.Model):
    """A link that lets in once; afterwards the session. Only its secret opens what is sealed here."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    professional = models.ForeignKey(Professional, on_delete=models.CASCADE, related_name="+")
    secret_hash = models.BinaryField(max_length=32)
    sealed_told = models.BinaryField()
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class Practice(models.Model):
    """Sealed to those who decide until it is published; then its words are everybody's."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    submission = models.UUIDField(unique=True)
    by = models.ForeignKey(Professional, null=True, on_delete=models.SET_NULL, related_name="practices")
    status = models.CharField(max_length=10)  # waiting, public
    topic = models.CharField(max_length=40)  # code of a threat
    key_for_outreach = models.BinaryField(max_length=100, default=bytes)
    sealed_told = models.BinaryField(default=bytes)
    title = models.CharField(max_length=120, blank=True)
    words = models.TextField(blank=True)
    link = models.CharField(max_length=500, blank=True)
    shared_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
