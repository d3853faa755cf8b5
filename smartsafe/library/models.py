"""Pages of the library in Wagtail's tree, the files beside them, and what search and counting keep of them."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.documents.models import AbstractDocument
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.models.panels import PanelPlaceholder

from smartsafe.audit.actions import SYSTEM
from smartsafe.people.queries import actor_of

from . import drawings, words
from .body import BODY
from .fields import CodesField

SORTED_BY = [
    "format", "audiences", "age_bands", "topics", "minutes", "pages", "author", "year", "licence", "reviewed_on",
]  # fmt: skip

# What Wagtail writes beside a page whose text stays in a draft
NOTES = {
    "draft_title", "has_unpublished_changes", "latest_revision", "latest_revision_created_at",
    "live_revision", "locked", "locked_at", "locked_by",
}  # fmt: skip


def kept_files() -> Storage:
    """Published material is plain on purpose, apart from everything that is sealed."""
    return storages["library"]


class LibraryIndex(Page):
    """The library in one language: the parent of its items."""

    subpage_types = ["library.LibraryItem"]
    max_count_per_parent = 1
    private_page_options: Sequence[str] = []  # the library is public; what is not meant to be is not published

    def get_url_parts(self, request: Any = None) -> tuple[int, str, str] | None:
        return 0, "", f"/{self.locale.language_code}/library/"


class LibraryItem(Page):
    """Something to read, show or print, in one language."""

    summary = models.CharField(_("summary"), max_length=300)
    audiences = CodesField("audience", verbose_name=_("For whom"))
    age_bands = CodesField("age", verbose_name=_("Age of children"))
    topics = CodesField("topic", verbose_name=_("Topics"))
    format = models.CharField(_("kind"), max_length=20, choices=words.FORMATS.items())
    licence = models.CharField(_("licence"), max_length=20, choices=words.LICENCES.items(), default="cc_by")
    author = models.CharField(_("author"), max_length=120, blank=True)
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, validators=[MinValueValidator(1990), MaxValueValidator(2100)]
    )
    pages = models.PositiveSmallIntegerField(_("pages"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes to read, watch or play"), null=True, blank=True)
    cover = models.CharField(_("drawing on the cover"), max_length=40, blank=True, choices=drawings.offered)
    body = StreamField(BODY, blank=True, verbose_name=_("text"))
    reviewed_on = models.DateField(_("content reviewed on"), null=True, blank=True)

    parent_page_types = ["library.LibraryIndex"]
    subpage_types: Sequence[str] = []
    private_page_options: Sequence[str] = []
    content_panels = [
        *Page.content_panels,
        "summary",
        "cover",
        "body",
        "files",
        "related",
        PanelPlaceholder("wagtail.admin.panels.MultiFieldPanel", [SORTED_BY, _("How it is found")], {}),
    ]

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Search follows what is published. Saving a draft writes only Wagtail's own notes on the page."""
        from .searching.entries import follow

        saved = super().save(*args, **kwargs)
        if not NOTES.issuperset(kwargs.get("update_fields") or ["all"]):
            follow(self.pk)
        return saved

    def publish(self, revision: Any, user: Any = None, *args: Any, **kwargs: Any) -> Any:
        """However it comes about: by an editor, by a supervisor's approval, or by the schedule, which has no user."""
        from .actions import publishing

        done = super().publish(revision, user, *args, **kwargs)
        if LibraryItem.objects.filter(pk=self.pk, live=True, live_revision=revision).exists():
            publishing.published(actor_of(user) if user else SYSTEM, page_id=self.pk)
        return done

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        from .searching.entries import forget

        forget(self)
        return super().delete(*args, **kwargs)

    def get_url_parts(self, request: Any = None) -> tuple[int, str, str] | None:
        return 0, "", f"/{self.locale.language_code}/library/{self.slug}/"

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """Each way in which readers see it: Serbian in both scripts."""
        language = self.locale.language_code
        return [(code, name) for code, name in settings.LANGUAGES if words.written_in(code) == language]

    @property
    def default_preview_mode(self) -> str:
        return self.locale.language_code

    def serve_preview(self, request: Any, mode_name: str) -> Any:
        return import_string(settings.LIBRARY_PREVIEW)(request, self, mode_name)


class LibraryDocument(AbstractDocument):
    """A file to download. Its text is read by the worker, so that search finds it."""

    file = models.FileField(_("document"), upload_to="documents", storage=kept_files)
    media = models.CharField(max_length=100, editable=False)  # told by its content
    text = models.TextField(editable=False)  # of a published document
    read_at = models.DateTimeField(null=True, editable=False)

    admin_form_fields = ("title", "file", "collection")

    @property
    def url(self) -> str:
        """Wagtail's own addresses are not served: a file is reached through a published item."""
        return ""


class ItemFile(Orderable):
    """A document beside an item. The line stays when the document is removed, so that its address can say so."""

    item = ParentalKey(LibraryItem, on_delete=models.CASCADE, related_name="files")
    document = models.ForeignKey(
        LibraryDocument, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("document")
    )
    label = models.CharField(_("what it is called"), max_length=120, blank=True)

    panels = ["document", "label"]


class Relation(Orderable):
    """“See also”."""

    item = ParentalKey(LibraryItem, on_delete=models.CASCADE, related_name="related")
    other = models.ForeignKey(LibraryItem, on_delete=models.CASCADE, related_name="+", verbose_name=_("See also"))

    panels = ["other"]


class Entry(models.Model):
    """What search keeps of a published item. The words themselves stand in the database's full-text index."""

    item = models.OneToOneField(LibraryItem, on_delete=models.CASCADE, primary_key=True, related_name="entry")
    key = models.UUIDField(db_index=True)  # the same in every language
    language = models.CharField(max_length=10)
    slug = models.CharField(max_length=255)
    published_at = models.DateTimeField()
    facets = models.JSONField()  # kind → codes
    card = models.JSONField()  # what a list shows: title, summary, cover, …

    class Meta:
        indexes = [models.Index(fields=["language", "slug"], name="library_by_address")]


class Edition(models.Model):
    """A mark that changes whenever what search keeps changes, so that every process notices."""

    mark = models.UUIDField()


class Downloads(models.Model):
    """How often an item was taken on a day; not by whom."""

    item = models.ForeignKey(LibraryItem, on_delete=models.CASCADE, related_name="downloads")
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "day"], name="downloads_by_day")]
