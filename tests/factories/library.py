"""Items of the library."""

from typing import Any

from django.core.files.base import ContentFile

from smartsafe.audit.actions import SYSTEM
from smartsafe.documents.brochures import brochures
from smartsafe.library.actions import setting_up
from smartsafe.library.models import ItemFile, LibraryDocument, LibraryItem

PDF_SAYS = "Непоновљива реч шаховница стоји само овде"


def an_item(title: str = "Лозинке које издрже", slug: str = "", *, language: str = "sr", **facts: Any) -> LibraryItem:
    """A published item; with `live=False`, a draft."""
    setting_up.once(SYSTEM)
    index = setting_up.index_of(language)
    told = {
        "summary": "Кратко и јасно", "format": "brochure", "audiences": ["parents"], "age_bands": ["12_13"],
        "topics": ["e_crime"], "cover": "book", "body": [("text", "<p>Дуга реченица је јача од кратке речи.</p>")],
    }  # fmt: skip
    item = LibraryItem(title=title, slug=slug or "passwords-that-last", locale=index.locale, **{**told, **facts})
    index.add_child(instance=item)
    return item


def a_pdf(text: str = PDF_SAYS) -> bytes:
    part = {"kind": "heading", "title": text}
    item = {"title": "Т", "kind": "", "summary": "", "cover": "", "about": "", "lang": "sr", "parts": [part]}
    return brochures([item], lang="sr", foot="", words={"answers": "", "help": ""})


def a_file(item: LibraryItem, content: bytes | None = None, name: str = "papir.pdf") -> ItemFile:
    document = LibraryDocument(title="Папир", media="application/pdf", file_size=1)
    document.file.save(name, ContentFile(content if content is not None else a_pdf()), save=False)
    document.save()
    return ItemFile.objects.create(item=item, document=document, label="За штампу")


def a_shelf() -> dict[str, str]:
    """One item with a file, by the parameters of its addresses."""
    item = an_item()
    return {"slug": item.slug, "file_id": str(a_file(item).pk), "name": "book"}
