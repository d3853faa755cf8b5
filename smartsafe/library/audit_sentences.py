"""One sentence for each kind of entry about the library."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "library.set_up": _("set the library up"),
    "library.loaded": _("loaded {count} items of the country profile into the library"),
    "library.published": _("published a page of the library"),
    "library.unpublished": _("took a page of the library down"),
    "library.replaced": _("said what replaces a withdrawn page"),
}
