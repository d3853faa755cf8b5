"""Why something about the library is refused."""

from django.utils.translation import gettext_lazy as _

from smartsafe.errors import Invalid, NotFound


class NoSuchItem(NotFound):
    sentence = _("There is no such item in the library, or it is not published now.")


class FileTakenDown(NotFound):
    sentence = _("This file was taken down. The library may have a newer one.")


class FileNotTaken(Invalid):
    """Active content could act in a reader's browser."""

    sentence = _("Files of this kind are not taken, because they can carry programs. Save it as PDF and add that.")


class NothingChosen(Invalid):
    sentence = _("Choose at least one item to print.")


class TooManyChosen(Invalid):
    sentence = _("Choose at most {limit} items at once.")


class ContentWrong(Invalid):
    """For the command: what is wrong in the profile's library, and where."""

    sentence = _("The library of the country profile is wrong in {where}: {why}")


class SlugReserved(Invalid):
    sentence = _("“{slug}” is part of other addresses here. Choose another word for the address.")


class ThereIsOneAlready(Invalid):
    sentence = _("There is a page about this already: “{title}”. Change that one.")


class NotForReaders(Invalid):
    """What keeps some readers out must be mended before a page is published; a draft may be saved."""

    sentence = _("Not published yet, because not everybody could read it. {why}")


class PictureNotTaken(Invalid):
    sentence = _(
        "Pictures are taken as JPEG, PNG or WebP, up to 30 million points. SVG and HTML are not taken, because they "
        "can carry programs."
    )
