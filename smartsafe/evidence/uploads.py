"""Uploads (placeholder until the evidence module lands)."""

from django.core.files.uploadhandler import MemoryFileUploadHandler as SealingUploadHandler  # noqa: F401
