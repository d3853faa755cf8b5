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
