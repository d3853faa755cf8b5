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


class IndexedText(models.Model):
    """The words of one object, by a running number. An object that was joined with another may have several."""

    id = models.BigAutoField(primary_key=True)
    object_kind = models.CharField(max_length=20)
    object_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["object_kind", "object_id"], name="text_by_object")]


class IndexedWord(models.Model):
    """That a stem (its token: eight bytes of an HMAC) stands in a text, until it is packed."""

    token = models.BigIntegerField()
    text = models.ForeignKey(IndexedText, on_delete=models.CASCADE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "text"], name="word_once_a_text")]


class PackedWord(models.Model):
    """In which of the `SEGMENT` texts of one segment a stem stands: their places in it, two bytes each, ascending."""

    token = models.BigIntegerField()
    segment = models.PositiveIntegerField()
    members = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "segment"], name="word_once_a_segment")]
        indexes = [models.Index(fields=["segment"], name="packed_by_segment")]


class WordForm(models.Model):
    """A word as it was written, sealed under the search key, found by its first three letters alone."""

    token = models.BigIntegerField(primary_key=True)
    beginning = models.BigIntegerField(db_index=True)  # token of the first three letters
    stem = models.BigIntegerField(db_index=True)
    sealed = models.BinaryField(max_length=200)


class ForgottenText(models.Model):
    """A text that is to leave the packed words too."""

    id = models.BigIntegerField(primary_key=True)


class WorkerKey(models.Model):
    """The public half of the worker's key, to which everybody seals what only the worker may open."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    public_key = models.BinaryField(max_length=32)
    # Under which outside events are told apart (HMAC); no secret, but the same for every process
    event_salt = models.BinaryField(max_length=32)
    made_at = models.DateTimeField()
