"""What lets us in at TikTok."""

from django.db import models


class Access(models.Model):
    """TikTok's tokens, sealed to the worker: one works for a day, the other is good for the next one."""

    key = models.BinaryField(max_length=32, unique=True)  # HMAC of account and the refresh token that began it
    sealed_tokens = models.BinaryField()  # {access, refresh}
    expires_at = models.DateTimeField()
    renewing_until = models.DateTimeField(null=True)  # a worker asks for new ones; others leave it alone
