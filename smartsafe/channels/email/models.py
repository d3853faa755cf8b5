"""How far each folder of the mailbox has been read."""

from django.db import models


class Folder(models.Model):
    """Which letters have been kept: all up to `last_uid`, as long as the server's `uid_validity` stays the same."""

    key = models.BinaryField(max_length=32, unique=True)  # HMAC of account and folder
    uid_validity = models.BigIntegerField()
    last_uid = models.BigIntegerField(default=0)
    fetched_at = models.DateTimeField()
