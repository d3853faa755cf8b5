"""Why a change to accounts is refused."""

from django.utils.translation import gettext_lazy as _

from smartsafe.errors import DomainError, Invalid


class EmailTaken(Invalid):
    sentence = _("Somebody already has an account with this e-mail address.")


class NameMissing(Invalid):
    sentence = _("Please write a name of at most 120 characters.")


class WrongEmail(Invalid):
    sentence = _("This is not an e-mail address.")


class RolesDoNotFit(Invalid):
    """An officer has one institution and no role at the desk; staff have at least one role and no institution."""

    sentence = _("Choose at least one role. An officer has an institution and no other role.")


class PasswordTooWeak(Invalid):
    sentence = _("This password is too easy to guess: {why}")


class OwnRoles(DomainError):
    sentence = _("Nobody changes their own roles or account. Ask another administrator.")


class LastAdministrator(DomainError):
    sentence = _("This is the last administrator. Name another one first.")


class LastMember(DomainError):
    """Expelling would leave only the recovery key."""

    sentence = _("This is the last member of the keyring. Admit somebody else first, or nobody could open anything.")


class InvitationNotValid(DomainError):
    """Used, expired, replaced by a newer one, or never made: the same words for all."""

    sentence = _("This invitation is not valid any more. Ask an administrator for a new one.")


class NotReadyForAdmission(DomainError):
    sentence = _("This person cannot be admitted: the invitation has not been accepted, or no role needs the keyring.")


class TeamNameTaken(Invalid):
    sentence = _("There is a team of this name already.")


class ShiftTimes(Invalid):
    """A shift ends after it begins and lasts at most half a day."""

    sentence = _("A shift ends after it begins and lasts at most {limit} hours.")


class ShiftOverlaps(Invalid):
    sentence = _("This person already has a shift at that time: {day}.")


class NoGroup(Invalid):
    sentence = _("Choose at least one of: phone, chat, written.")


class CannotWorkShifts(Invalid):
    """An officer, somebody who left, or a role that handles no contacts."""

    sentence = _("This person handles no contacts. Choose somebody else.")


class NothingToHandOver(Invalid):
    sentence = _("Write a few words first, at most {limit} characters.")
