"""Items of the library."""

from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from smartsafe import clock
from smartsafe.audit.actions import SYSTEM
from smartsafe.documents.brochures import brochures
from smartsafe.library.actions import setting_up
from smartsafe.library.models import ItemFile, LibraryDocument, LibraryItem, NewsPage, Picture
from smartsafe.library.pictures_form import bare

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


def some_news(title: str = "Нова радионица", slug: str = "new-workshop", **facts: Any) -> NewsPage:
    return an_editorial_page(NewsPage, title, slug=slug, **facts)


def an_editorial_page(kind: type[Any], title: str, *, language: str = "sr", **facts: Any) -> Any:
    """A published page of editors; with `live=False`, a draft."""
    setting_up.once(SYSTEM)
    index = setting_up.editorial_index_of(language)
    told = {"summary": "Кратко и јасно", "body": [("text", "<p>Дишите полако. Нисте сами.</p>")]}
    if facts.get("live", True):
        told |= {"first_published_at": clock.now(), "last_published_at": clock.now()}
    page = kind(title=title, locale=index.locale, **{**told, **facts})
    index.add_child(instance=page)
    return page


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
    some_news(slug=item.slug)
    shown = {"key": str(a_picture().key), "size": "cover"}
    return {"slug": item.slug, "file_id": str(a_file(item).pk), "name": "book", **shown}


def a_picture(content: bytes | None = None) -> Picture:
    """A picture as the form leaves it."""
    setting_up.once(SYSTEM)
    picture = Picture(title="Слика")
    picture.file = ContentFile(content or bare(a_photo()), name="picture.webp")
    picture.save()
    return picture


def a_photo(kind: str = "JPEG", size: tuple[int, int] = (800, 600), exif: bool = True) -> BytesIO:
    """With where it was taken."""
    told = Image.Exif()
    if exif:
        told[0x010F] = "Камера"
        told[0x8825] = {1: "N", 2: (44.0, 48.0, 0.0), 3: "E", 4: (20.0, 27.0, 0.0)}
    made = BytesIO()
    Image.new("RGB", size, (20, 90, 120)).save(made, kind, exif=told)
    made.seek(0)
    return made
