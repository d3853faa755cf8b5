"""The chat among the channels: it needs no outside, so nothing is told to it from there and nothing is sent.

Words are written by `actions/` into the contact and read by polling (`pulse.py`), never by a webhook.
"""

from django.utils.translation import gettext_lazy as _

from ..inside import InsideChannel

channel = InsideChannel("chat", _("Chat"))
