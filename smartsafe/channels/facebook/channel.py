"""Facebook's Messenger as a channel of the house."""

from django.utils.translation import gettext_lazy as _

from ..meta.messaging import Person
from ..meta.messenger import Messenger
from ..meta.names import who_is
from ..splitting import size

CODE = "facebook"
LONGEST = 2000  # characters


def who(person: str) -> Person:
    told = who_is(CODE, person, "first_name,last_name")
    return Person(" ".join(told.values()))


channel = Messenger(
    code=CODE, label=_("Facebook"), about="page", account="page_id", longest=LONGEST, measure=size, who=who,
    plain=False,
)  # fmt: skip
