"""How the channels say no to staff. What outside senders are told stands in `contract`."""

from django.utils.translation import gettext_lazy as _

from smartsafe.errors import NotFound


class UnknownChannel(NotFound):
    """There is no such channel in this house."""

    sentence = _("There is no such channel.")
