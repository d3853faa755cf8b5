"""Files that came along with words: those that could be kept, and what is said about the others."""

from django.http import HttpRequest

from smartsafe.evidence.errors import FileRefused
from smartsafe.evidence.uploads import SealedUpload, received


def accepted(request: HttpRequest) -> tuple[list[SealedUpload], list[str]]:
    """(uploads, sentences about refused ones)."""
    uploads, refusals = [], []
    try:
        for upload in received(request, "files"):
            try:
                upload.check()
                uploads.append(upload)
            except FileRefused as refusal:
                refusals.append(str(refusal))
    except FileRefused as refusal:
        refusals.append(str(refusal))
    return uploads, list(dict.fromkeys(refusals))
