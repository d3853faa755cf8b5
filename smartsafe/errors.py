"""How a rule says no: one exception a reason, carrying a translated sentence and nothing about HTTP."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """A rule said no.

    `sentence` is for the person who acts: translated when shown, with `{names}` filled from `values`.
    """

    sentence: str | Promise = _("This cannot be done now.")

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__()

    def __str__(self) -> str:
        return str(self.sentence).format(**self.values)


class NotAllowed(DomainError):
    """The person lacks the right. Faces answer 403."""

    sentence = _("Your role does not allow this.")


class NotFound(DomainError):
    """The object does not exist, or not for this person. Faces answer 404."""

    sentence = _("There is nothing here, or it is not meant for you.")


class Stale(DomainError):
    """Somebody else changed the object meanwhile. Faces show both, keep what was typed and answer 409."""

    sentence = _("Somebody changed this while you were working. Look at what is new, then save again.")


class Invalid(DomainError):
    """The rule refuses these values. `field` names the field beside which the sentence is shown, if any."""

    sentence = _("Please check what you entered.")

    def __init__(self, field: str = "", **values: object) -> None:
        self.field = field
        super().__init__(**values)
