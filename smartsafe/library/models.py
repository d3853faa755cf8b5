"""Pages of the library in Wagtail's tree, the files beside them, and what search and counting keep of them."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.core.files.storage import Storage, storages
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.documents.models import AbstractDocument
from wagtail.fields import StreamField
from wagtail.images.models import AbstractImage, AbstractRendition, WagtailImageField, get_upload_to
from wagtail.models import Orderable, Page
from wagtail.models.panels import PanelPlaceholder

from . import drawings, words
from .body import BODY
from .fields import ChosenField, CodesField
from .published import Addressed, Published, one_of_a_kind

SORTED_BY = [
    "format", "audiences", "age_bands", "topics", "minutes", "pages", "author", "year", "licence", "reviewed_on",
]  # fmt: skip

COVER = ["cover", "cover_picture", "cover_alt"]

# What Wagtail writes beside a page whose text stays in a draft
NOTES = {
    "draft_title", "has_unpublished_changes", "latest_revision", "latest_revision_created_at",
    "live_revision", "locked", "locked_at", "locked_by",
}  # fmt: skip


def kept_files() -> Storage:
    """Published material is plain on purpose, apart from everything that is sealed."""
    return storages["library"]


class Covered(Published):
    """A page with a picture above: one of the profile's drawings, or one that an editor added."""

    cover = models.CharField(_("drawing on the cover"), max_length=40, blank=True, choices=drawings.offered)
    cover_picture = models.ForeignKey(
        "library.Picture", null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        verbose_name=_("picture instead of the drawing"),
    )  # fmt: skip
    cover_alt = models.CharField(_("what the picture shows, for those who do not see it"), max_length=200, blank=True)

    class Meta(Published.Meta):
        abstract = True


class LibraryIndex(Addressed):
    """The library in one language: the parent of its items."""

    subpage_types = ["library.LibraryItem"]
    max_count_per_parent = 1

    def path_for(self, language: str) -> str:
        return f"/{language}/library/"


class LibraryItem(Covered):
    """Something to read, show or print, in one language."""

    kind, reserved = "item", frozenset({"print", "feed", "drawings", "pictures"})

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
    body = StreamField(BODY, blank=True, verbose_name=_("text"))
    reviewed_on = models.DateField(_("content reviewed on"), null=True, blank=True)

    parent_page_types = ["library.LibraryIndex"]
    content_panels = [
        *Page.content_panels,
        "summary",
        *COVER,
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

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        from .searching.entries import forget

        forget(self)
        return super().delete(*args, **kwargs)

    def path_for(self, language: str) -> str:
        return f"/{language}/library/{self.slug}/"


class EditorialIndex(Addressed):
    """News, advice and pages of campaigns in one language."""

    subpage_types = ["library.NewsPage", "library.AdvicePage", "library.CampaignPage"]
    max_count_per_parent = 1

    def path_for(self, language: str) -> str:
        return f"/{language}/news/"


class NewsPage(Covered):
    """What is new, in one language."""

    kind, reserved = "news", frozenset({"feed"})
    summary = models.CharField(_("summary"), max_length=300)
    body = StreamField(BODY, blank=True, verbose_name=_("text"))

    parent_page_types = ["library.EditorialIndex"]
    content_panels = [*Page.content_panels, "summary", *COVER, "body"]

    def path_for(self, language: str) -> str:
        return f"/{language}/news/{self.slug}/"


class AdvicePage(Published):
    """What editors say about a threat: beside the profile's advice, or instead of it."""

    kind = "advice"
    threat = models.CharField(_("what it is about"), max_length=40, choices=words.advised)
    instead = models.BooleanField(_("show this instead of the standing advice, not below it"), default=False)
    summary = models.CharField(_("first words, in place of the standing ones"), max_length=300, blank=True)
    body = StreamField(BODY, verbose_name=_("text"))

    parent_page_types = ["library.EditorialIndex"]
    content_panels = [*Page.content_panels, "threat", "instead", "summary", "body"]
    promote_panels: Sequence[Any] = []

    def clean(self) -> None:
        super().clean()
        one_of_a_kind(self, "threat")

    def path_for(self, language: str) -> str:
        return f"/{language}/advice/{self.threat}/"


class CampaignPage(Published):
    """What editors say about a campaign, on its public page. The campaign is named by its public number."""

    kind = "campaign"
    campaign = ChosenField(_("campaign"), max_length=40)
    summary = models.CharField(_("summary"), max_length=300, blank=True)
    body = StreamField(BODY, verbose_name=_("text"))

    parent_page_types = ["library.EditorialIndex"]
    content_panels = [*Page.content_panels, "campaign", "summary", "body"]
    promote_panels: Sequence[Any] = []

    def clean(self) -> None:
        super().clean()
        one_of_a_kind(self, "campaign")

    def path_for(self, language: str) -> str:
        return f"/{language}/activities/campaigns/{self.campaign}/"


class Picture(AbstractImage):
    """A picture that an editor added: made small and stripped of everything but the picture (`pictures.py`)."""

    file = WagtailImageField(
        _("Picture"), upload_to=get_upload_to, width_field="width", height_field="height", storage=kept_files
    )
    key = models.UUIDField(default=uuid4, unique=True, editable=False)  # in its address, which nobody can guess

    admin_form_fields = ("title", "file", "collection", "focal_point_x", "focal_point_y", "focal_point_width",
                         "focal_point_height")  # fmt: skip

    def get_upload_to(self, filename: str) -> str:
        return f"pictures/{self.key}.{filename.rpartition('.')[2]}"


class PictureSize(AbstractRendition):
    """The picture in one size."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="picture_in_one_size")
        ]

    @property
    def url(self) -> str:
        """For Wagtail's admin; the public reads `queries.picture`."""
        return reverse("library_picture", args=[self.pk])


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
    language = models.CharField(
        _("language and script of the file"), max_length=10, blank=True, choices=words.languages_of_files
    )

    panels = ["document", "label", "language"]


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


class Withdrawn(models.Model):
    """An address that led to something once: readers are told, and led on. Written by `withdrawals.py`."""

    kind = models.CharField(max_length=10)  # of the page
    language = models.CharField(max_length=10)
    slug = models.CharField(max_length=255)
    title = models.CharField(max_length=255)
    topics = models.JSONField(default=list)
    at = models.DateTimeField()
    moved = models.BooleanField(default=False)  # the same page has another address now
    instead = models.ForeignKey("wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "language", "slug"], name="withdrawn_once")]
