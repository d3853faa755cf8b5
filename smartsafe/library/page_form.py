"""Editors' form of a page: a draft may lack words for pictures, a page for readers may not."""

from typing import Any

from wagtail.admin.forms.pages import WagtailAdminPageForm

from smartsafe.people.queries import actor_of

from . import access, campaigns


class PageForm(WagtailAdminPageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "campaign" in self.fields and self.for_user is not None:
            self.fields["campaign"].choices = campaigns.offered(actor_of(self.for_user))

    def _post_clean(self) -> None:
        """After the page holds what was typed."""
        super()._post_clean()
        if not self.is_deferred_validation and not self.errors:
            for sentence in access.problems(self.instance):
                self.add_error(None, sentence)
