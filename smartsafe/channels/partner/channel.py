"""Partners among the channels: they knock at /api/v1/, not at a webhook, and fetch what is written to them.

Reports are handed in by `actions/handing_in.py` under keys made at the desk; an answer waits in the contact until the
partner reads it with the report's key.
"""

from django.utils.translation import gettext_lazy as _

from ..inside import InsideChannel
from .rules import CODE

channel = InsideChannel(CODE, _("Partners (API)"))
