"""Files are sealed while they stream in: no plain byte reaches a disk, a temporary file or the log.

How a page takes files: decorate the view with `@takes_files`; then `request.FILES.getlist(field)` holds
`SealedUpload`s, to be handed to an action, which keeps each with `evidence.actions.keep`. At an address
that is not decorated, files that somebody sends are read and thrown away.

A refused file does not stop the request (what was typed must not be lost): it stands in `request.FILES` with
its reason in `refused`, and `keep` (or `check`) raises it. Whatever nobody kept is removed at the end of the request.
"""

import hashlib
from collections.abc import Callable
from typing import Any, TypeVar

from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest
from django.urls import Resolver404, resolve

from smartsafe.errors import DomainError
from smartsafe.vault.sealing import RecordKey

from .errors import EmptyFile, Interrupted, NotAccepted, TooLarge, TooMany
from .kinds import HEAD, found_in
from .rules import ACCEPTED, LARGEST, MOST_BYTES_A_REQUEST, MOST_FILES
from .store import SealedFile, remove

View = TypeVar("View", bound=Callable[..., Any])


def takes_files(view: View) -> View:
    """Mark a view (function or class) as one whose forms carry files."""
    view.takes_files = True  # type: ignore[attr-defined]
    return view


class SealedUpload:
    """A file that came with a form, sealed already. Looks enough like Django's UploadedFile for form fields."""

    def __init__(self, name: str, content_type_claimed: str = "") -> None:
        self.name = name[-200:]
        self.content_type = content_type_claimed
        self.content_type_found = ""
        self.media = ""
        self.size = 0
        self.sha256 = ""
        self.key = RecordKey.new()
        self.stored_name = ""
        self.refused: DomainError | None = None
        self.kept = False

    def __repr__(self) -> str:
        return f"SealedUpload({self.size} bytes)"

    def check(self) -> None:
        """Raises why the file was refused: TooLarge, EmptyFile, NotAccepted, TooMany or Interrupted."""
        if self.refused:
            raise self.refused

    def close(self) -> None:
        """Called at the end of the request: what nobody kept does not stay."""
        if self.stored_name and not self.kept:
            remove(self.stored_name)
            self.stored_name = ""


class Sealing:
    """Takes a file's plain chunks one by one; holds the sealed file, the hash, the size, the judgement."""

    def __init__(self, upload: SealedUpload) -> None:
        self.upload = upload
        self._sealer = upload.key.stream_sealer()
        self._hash = hashlib.sha256()
        self._head = b""
        self._file: SealedFile | None = SealedFile()
        self._file.write(self._sealer.header)

    def take(self, chunk: bytes) -> None:
        if self.upload.refused or self._file is None:
            return
        self.upload.size += len(chunk)
        if self.upload.size > LARGEST:
            self.refuse(TooLarge(name=self.upload.name, megabytes=LARGEST // 1024 // 1024))
            return
        if len(self._head) < HEAD:
            self._head += chunk[: HEAD - len(self._head)]
        self._hash.update(chunk)
        self._file.write(self._sealer.push(chunk))

    def finish(self) -> SealedUpload:
        upload = self.upload
        if upload.refused or self._file is None:
            return upload
        upload.content_type_found = found_in(self._head)
        if upload.size == 0:
            self.refuse(EmptyFile(name=upload.name))
        elif upload.content_type_found not in ACCEPTED:
            self.refuse(NotAccepted(name=upload.name, found=upload.content_type_found))
        else:
            self._file.write(self._sealer.finish())
            self._file.finish()
            upload.stored_name = self._file.name
            upload.sha256 = self._hash.hexdigest()
            upload.media = ACCEPTED[upload.content_type_found]
        self._file = None
        return upload

    def refuse(self, why: DomainError) -> None:
        self.upload.refused = why
        if self._file is not None:
            self._file.discard()
            self._file = None


class SealingUploadHandler(FileUploadHandler):
    """Django's upload handler for the whole product (settings.FILE_UPLOAD_HANDLERS)."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._active: bool | None = None
        self._sealing: Sealing | None = None
        self._files = 0
        self._bytes = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self._active is None:
            self._active = _takes_files(self.request)
        self._sealing = None
        if not self._active:
            return
        self._files += 1
        upload = SealedUpload(self.file_name or "", self.content_type or "")
        if self._files > MOST_FILES:
            upload.refused = TooMany(name=upload.name, most=MOST_FILES)
        self._sealing = Sealing(upload)
        if upload.refused:
            self._sealing.refuse(upload.refused)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._bytes += len(raw_data)
        if self._bytes > MOST_BYTES_A_REQUEST:
            # No honest form is this long: stop reading.
            self.upload_interrupted()
            raise StopUpload(connection_reset=True)
        if self._sealing is not None:
            self._sealing.take(raw_data)

    def file_complete(self, file_size: int) -> Any:
        sealing, self._sealing = self._sealing, None
        return sealing.finish() if sealing is not None else None

    def upload_interrupted(self) -> None:
        """The body ended in the middle of a file: nothing of it stays."""
        if self._sealing is not None:
            self._sealing.refuse(Interrupted(name=self._sealing.upload.name))
            self._sealing = None
        if self.request is not None:
            self.request.upload_interrupted = True  # type: ignore[attr-defined]


def received(request: HttpRequest, field: str) -> list[SealedUpload]:
    """The files of one field. Raises Interrupted when the body broke off inside a file."""
    uploads: list[Any] = request.FILES.getlist(field)
    if getattr(request, "upload_interrupted", False):
        raise Interrupted(name="", field=field)
    return uploads


def _takes_files(request: HttpRequest | None) -> bool:
    if request is None:
        return False
    match = request.resolver_match
    if match is None:
        try:
            match = resolve(request.path_info)
        except Resolver404:
            return False
    view = match.func
    marked = (view, getattr(view, "view_class", None))
    return any(getattr(one, "takes_files", False) for one in marked)
