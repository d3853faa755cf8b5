"""Keys at rest. Public halves are plain; every private half is sealed to somebody. People are opaque ids here."""

from django.db import models

from smartsafe.identifiers import new_id


class Vault(models.Model):
    """What the whole site shares, made once by the first-run set-up."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    set_up_at = models.DateTimeField()
    receipt_salt = models.BinaryField(max_length=16)
    recovery_public_key = models.BinaryField(max_length=32)


class Keyring(models.Model):
    """An X25519 key pair of the centre or of one institution."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner = models.CharField(max_length=80, unique=True)  # "centre", "outreach" or "institution:<code>"
    public_key = models.BinaryField(max_length=32)
    sealed_to_recovery = models.BinaryField(max_length=200)
    sealed_to_centre = models.BinaryField(max_length=200, default=bytes)  # the educators' alone
    created_at = models.DateTimeField()


class PersonKey(models.Model):
    """A person's own key pair; the private half is sealed under Argon2id of their password."""

    person_id = models.UUIDField(primary_key=True)
    public_key = models.BinaryField(max_length=32)
    salt = models.BinaryField(max_length=16)
    sealed_private_key = models.BinaryField(max_length=200)
    changed_at = models.DateTimeField()


class Membership(models.Model):
    """A keyring's private half, sealed to one member's public key."""

    keyring = models.ForeignKey(Keyring, on_delete=models.CASCADE, related_name="memberships")
    person_id = models.UUIDField()
    sealed_private_key = models.BinaryField(max_length=200)
    admitted_at = models.DateTimeField()
    admitted_by = models.UUIDField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["keyring", "person_id"], name="one_membership_a_keyring")]


class IndexedValue(models.Model):
    """A blind-index token (HMAC) of an exact value, and the object in which the value stands."""

    token = models.BinaryField(max_length=32)
    kind = models.CharField(max_length=12)  # url, host, handle, email, phone, file, own_email, own_phone
    object_kind = models.CharField(max_length=20)
    object_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["token", "kind", "object_kind", "object_id"], name="index_value_once")
        ]
        indexes = [models.Index(fields=["object_kind", "object_id"], name="indexed_by_object")]


class WorkerKey(models.Model):
    """The public half of the worker's key, to which everybody seals what only the worker may open."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    public_key = models.BinaryField(max_length=32)
    # Under which outside events are told apart (HMAC); no secret, but the same for every process
    event_salt = models.BinaryField(max_length=32)
    made_at = models.DateTimeField()
