"""What readers find at an address that led to something once: that it was withdrawn, and what replaces it."""

from typing import Any

from django.db.models.signals import pre_delete
from wagtail.signals import page_published, page_slug_changed, page_unpublished

from smartsafe import clock

from .models import LibraryItem, NewsPage, Withdrawn

KINDS: tuple[type[Any], ...] = (LibraryItem, NewsPage)  # those whose address is a word of their own


def connect() -> None:
    for kind in KINDS:
        for signal, what in ((page_unpublished, _gone), (page_published, _back), (page_slug_changed, _moved)):
            signal.connect(what, sender=kind, dispatch_uid=f"{what.__name__}-{kind.__name__}")
        pre_delete.connect(_deleted, sender=kind, dispatch_uid=f"deleted-{kind.__name__}")


def _note(page: Any, **facts: Any) -> None:
    Withdrawn.objects.update_or_create(
        kind=page.kind, language=page.locale.language_code, slug=page.slug,
        defaults={"title": page.title, "topics": getattr(page, "topics", []), "at": clock.now(), **facts},
    )  # fmt: skip


def _gone(instance: Any, **kwargs: Any) -> None:
    _note(instance)


def _deleted(instance: Any, **kwargs: Any) -> None:
    if instance.live:
        _note(instance)


def _back(instance: Any, **kwargs: Any) -> None:
    Withdrawn.objects.filter(kind=instance.kind, language=instance.locale.language_code, slug=instance.slug).delete()


def _moved(instance: Any, instance_before: Any, **kwargs: Any) -> None:
    _note(instance_before, moved=True, instead_id=instance.pk)
