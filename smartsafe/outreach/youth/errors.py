"""Why something in the youth programme is refused."""

from django.utils.translation import gettext_lazy as _

from smartsafe.errors import DomainError, Invalid, NotFound


class NoProgramme(NotFound):
    sentence = _("This centre has no youth programme.")


class NotNow(Invalid):
    sentence = _("This has moved on meanwhile; it cannot be done any more. Look at its page.")


class TooYoung(Invalid):
    sentence = _("You can join from the age of {youngest}. Until then: put forward an idea, that has no age limit.")


class TooOld(Invalid):
    sentence = _("The programme is for young people up to {oldest}. Write to us if you would like to help otherwise.")


class NotAName(Invalid):
    sentence = _("Write a first name or nickname with letters only.")


class NoGuardian(Invalid):
    sentence = _("Under {adult} a parent or guardian must agree. Write their e-mail address.")


class SameAddress(Invalid):
    sentence = _("This is the address that you gave for yourself. Your parent or guardian needs their own.")


class Identifying(Invalid):
    sentence = _("This looks like an address, a number or a profile name: “{found}”. Take it out, then send it again.")


class LinkWrong(DomainError):
    sentence = _("This link is not complete or was changed. Open it again from our e-mail, or call us.")


class LinkUsed(DomainError):
    sentence = _("This was answered already. If that was not you, please call us.")


class LinkReplaced(DomainError):
    sentence = _("We have sent you a newer e-mail meanwhile. Please open the link in the latest one.")


class LinkRanOut(DomainError):
    sentence = _("This link was valid for {days} days, which have passed. What the young person wrote is erased.")


class AlreadyOver(DomainError):
    sentence = _("This application has ended already, and what was written is erased. There is nothing more to do.")


class NotDeclared(Invalid):
    sentence = _("Please confirm that you are the parent or guardian.")


class CohortFull(Invalid):
    sentence = _("At most {most} members in one cohort.")


class WrongCohort(Invalid):
    sentence = _("Choose a cohort that goes on, of the same kind as the application.")


class OwnWords(Invalid):
    sentence = _("You wrote this yourself. A second person reads it before members do.")


class PollDates(Invalid):
    sentence = _("A poll ends after today, and within {days} days.")


class FewOptions(Invalid):
    sentence = _("Write two to eight different answers, one a line.")


class OptionsDiffer(Invalid):
    sentence = _("Write as many answers in this language as in the first one, in the same order.")


class PollClosed(DomainError):
    sentence = _("This poll is not open.")


class MembersOnly(DomainError):
    sentence = _("This poll is for members. Open it from your page, with your code.")


class VotedAlready(DomainError):
    sentence = _("Your voice is in already. One each, so that it is fair.")


class PollFull(DomainError):
    sentence = _("This poll takes no more answers. Thank you all the same.")


class FormTooOld(DomainError):
    sentence = _("This page was open for very long or not whole. Choose again, then send it.")


class ManyIdeas(DomainError):
    sentence = _("Very many ideas wait to be read. Please come again tomorrow; yours still stands here.")


class SessionTaken(Invalid):
    sentence = _("This activity is counted for a cohort already.")
