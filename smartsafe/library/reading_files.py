"""The text of an uploaded document, read by the worker; a file that cannot be read is simply not searched."""

import logging

import pypdfium2
from django.db import transaction

from smartsafe import clock

from .models import ItemFile, LibraryDocument
from .searching.entries import keep

logger = logging.getLogger(__name__)
MOST_PAGES, MOST_TEXT, AT_ONCE = 400, 300_000, 20


def read_waiting() -> int:
    """Read documents that nobody has read yet, and bring the items beside which they stand up to date."""
    waiting = list(LibraryDocument.objects.filter(read_at=None).order_by("pk")[:AT_ONCE])
    for document in waiting:
        # Marked first: a file that ends the process is not read again at the next start.
        LibraryDocument.objects.filter(pk=document.pk).update(read_at=clock.now())
        text = _text_of(document)
        with transaction.atomic():
            LibraryDocument.objects.filter(pk=document.pk).update(text=text)
            for beside in ItemFile.objects.filter(document=document).select_related("item__locale"):
                keep(beside.item)
    return len(waiting)


def _text_of(document: LibraryDocument) -> str:
    if document.media != "application/pdf":
        return ""
    try:
        with document.file.open("rb") as file:
            pdf = pypdfium2.PdfDocument(file.read())
            pages = [pdf[number].get_textpage().get_text_bounded() for number in range(min(len(pdf), MOST_PAGES))]
            pdf.close()
    except Exception as error:  # a strange file must not keep the others from being read
        logger.warning("document %s: %s", document.pk, type(error).__name__)
        return ""
    return " ".join(pages).replace("\x00", " ")[:MOST_TEXT]
