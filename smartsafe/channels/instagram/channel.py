"""Instagram as a channel of the house: the account is linked to the centre's page and speaks as the page does."""

from django.utils.translation import gettext_lazy as _

from ..meta.messaging import Person
from ..meta.messenger import Messenger
from ..meta.names import who_is
from ..splitting import in_bytes

CODE = "instagram"
LONGEST = 1000  # bytes: five hundred Cyrillic letters


def who(person: str) -> Person:
    told = who_is(CODE, person, "name,username")
    handle = told.get("username", "")
    return Person(told.get("name", ""), (f"@{handle}",) if handle else ())


channel = Messenger(
    code=CODE, label=_("Instagram"), about="instagram", account="account_id", longest=LONGEST, measure=in_bytes,
    who=who,
)  # fmt: skip
