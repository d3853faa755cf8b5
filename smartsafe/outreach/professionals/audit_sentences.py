"""One sentence for each kind of entry about professionals."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "professional.confirmed": _("a professional registered and confirmed the address"),
    "professional.approved": _("let a professional into the community"),
    "professional.declined": _("turned a professional's registration down"),
    "professional.removed": _("removed a professional; everything was erased"),
    "professional.left": _("a professional left; everything was erased"),
    "professional.forgotten": _("forgot professionals who did not confirm or come any more: {count}"),
    "practice.shared": _("a professional shared good practice"),
    "practice.published": _("published a good practice"),
    "practice.erased": _("erased a good practice"),
}
