"""Whether a file is one that the centre sent to this institution. The file is hashed on its way in and kept nowhere."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from smartsafe.country.numbers import example
from smartsafe.faces.theme.doors import actor_of, needs
from smartsafe.referrals import queries

from .forms import VerifyForm

LARGEST = 600 * 1024 * 1024  # bytes: more than any package holds
COMMAND = (
    "age -d -i key.txt {number}.age | tar x && cd {number} && sha256sum -c manifest-sha256.txt tagmanifest-sha256.txt"
)


@dataclass
class HashedFile:
    """What is left of an upload: its size in bytes and its SHA-256."""

    size: int
    sha256: str

    def close(self) -> None:
        """There is nothing to close."""


class HashingHandler(FileUploadHandler):
    """Hashes what streams in. No byte of it is kept."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.hashed, self.seen = hashlib.sha256(), 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.hashed.update(raw_data)
        self.seen += len(raw_data)
        if self.seen > LARGEST:
            raise StopUpload(connection_reset=True)

    def file_complete(self, file_size: int) -> HashedFile | None:  # type: ignore[override]  # not an uploaded file
        return HashedFile(self.seen, self.hashed.hexdigest()) if self.seen else None


@csrf_exempt  # the forged-form check follows below, once the handler that reads the body is in place
@needs("portal")
@require_http_methods(("GET", "HEAD", "POST"))
def verify(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        request.upload_handlers = [HashingHandler(request)]
    return _verify(request)


@csrf_protect
def _verify(request: HttpRequest) -> HttpResponse:
    posted = request.method == "POST"
    form = VerifyForm(request.POST, request.FILES) if posted else VerifyForm()
    context: dict[str, Any] = {"form": form, "command": COMMAND.format(number=example("referral"))}
    if posted and form.is_valid():
        file: HashedFile | None = form.cleaned_data.get("file")
        digest = file.sha256 if file else "".join(form.cleaned_data["sha256"].split()).lower()
        context |= {"checked": digest, "match": queries.match(actor_of(request), digest)}
    return render(request, "portal/verify.html", context, status=422 if form.errors else 200)
