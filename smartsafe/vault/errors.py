"""What can go wrong with the recovery key."""

from django.utils.translation import gettext_lazy as _

from smartsafe.errors import DomainError


class RecoveryKeyMistyped(DomainError):
    """`group` is the number of the first group that cannot be right; 0 when the number of groups is wrong."""

    sentence = _("The recovery key is not typed right. Look at group {group}.")


class WrongRecoveryKey(DomainError):
    sentence = _("This is not the recovery key of this vault.")
