"""What an editor may add as a file: told by its content, never by its name. Nothing that can act in a browser."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.documents.forms import BaseDocumentForm

from smartsafe.evidence.kinds import HEAD, found_in

from .errors import FileNotTaken
from .files import ENDINGS


def kind_of(head: bytes, name: str) -> str:
    """The content type; the name may claim nothing else. Raises FileNotTaken."""
    kind = found_in(head)
    if head[30:58] == b"mimetypeapplication/epub+zip":
        kind = "application/epub+zip"
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if kind not in ENDINGS or (ending and ending not in ENDINGS[kind]):
        raise FileNotTaken("file")
    return kind


class DocumentForm(BaseDocumentForm):
    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data:
            file.seek(0)
            try:
                self.instance.media = kind_of(file.read(HEAD), file.name)
            except FileNotTaken as refusal:
                raise ValidationError(str(refusal)) from None
            finally:
                file.seek(0)
            self.instance.read_at, self.instance.text = None, ""
        return file
