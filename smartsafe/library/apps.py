"""When the process starts: what is taken down is noted, and editors' forms look for what keeps readers out."""

from django.apps import AppConfig, apps


class LibraryConfig(AppConfig):
    name = "smartsafe.library"
    label = "library"

    def ready(self) -> None:
        from . import models, withdrawals

        withdrawals.connect()
        if apps.is_installed("wagtail.admin"):
            from .page_form import PageForm

            for page in (models.LibraryItem, models.NewsPage, models.AdvicePage, models.CampaignPage):
                page.base_form_class = PageForm
