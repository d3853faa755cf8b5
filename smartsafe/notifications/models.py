"""Notices: something awaits a person. A notice names a kind and an object's number, never content."""

from django.conf import settings
from django.db import models

from smartsafe.identifiers import new_id


class Notice(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=40)
    object_kind = models.CharField(max_length=20)
    object_id = models.UUIDField()
    object_number = models.CharField(max_length=30)
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    emailed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person", "seen_at", "-created_at"], name="notices_of_person")]
