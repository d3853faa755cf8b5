"""Why an activity, its booking, its counts or its evaluation is refused."""

from django.utils.translation import gettext_lazy as _

from smartsafe.errors import DomainError, Invalid


class NotNow(Invalid):
    sentence = _("The activity has moved on; this cannot be done any more. Look at its page.")


class NotAdmitted(DomainError):
    sentence = _(
        "What schools wrote in confidence is sealed, and you have not been admitted to it yet. "
        "Ask a supervisor to admit you: they find your name under “People”."
    )


class InThePast(Invalid):
    sentence = _("This day has passed. Please choose a later one.")


class TooFarAhead(Invalid):
    sentence = _("This is too far ahead. Please choose a day within the next year and a half.")


class NotYet(Invalid):
    sentence = _("This has not taken place yet.")


class EndsBeforeItBegins(Invalid):
    sentence = _("It must end after it begins, and last at most three weeks.")


class TooMany(Invalid):
    sentence = _(
        "At most {most} people at one activity, so that everybody can ask. "
        "Is it for the whole school? Then ask for one class or year at a time, and tell us in your own words."
    )


class NobodyExpected(Invalid):
    sentence = _("Write about how many people will come.")


class WrongCounts(Invalid):
    sentence = _("Write whole numbers up to {most}.")


class PartsExceed(Invalid):
    sentence = _("Girls and boys together, or all ages together, are more than the pupils who came.")


class NobodyCame(Invalid):
    sentence = _("Write how many came. If nobody did, cancel the activity instead.")


class PresenterTaken(Invalid):
    sentence = _("{name} is at “{place}” at that time ({when}). Choose another time or another presenter.")


class PlaceTaken(Invalid):
    sentence = _("At “{place}” there is already an activity at that time ({when}). Choose another time.")


class NotAPresenter(Invalid):
    sentence = _("Choose presenters among the people who go to schools.")


class NoPresenter(Invalid):
    sentence = _("Choose at least one presenter, or name a guest.")


class WrongMaterial(Invalid):
    sentence = _("An address begins with https:// or, on this site, with /.")


class WrongEmail(Invalid):
    sentence = _("This is not an e-mail address.")


class NoWayBack(Invalid):
    sentence = _("Leave an e-mail address or a phone number, so that we can answer.")


class NoAddress(Invalid):
    sentence = _("The school left no e-mail address. Agree by phone, then press “Agreed by phone”.")


class LinkWrong(DomainError):
    sentence = _("This link is not complete or was changed. Open it again from our e-mail, or call us.")


class LinkUsed(DomainError):
    sentence = _("This offer was answered already. If that was not you, or you changed your mind, please call us.")


class LinkReplaced(DomainError):
    sentence = _("We have sent you a newer offer meanwhile. Please open the link in our latest e-mail.")


class VisitCancelled(DomainError):
    sentence = _("This visit was cancelled. Reason: {reason}")


class LinkRanOut(DomainError):
    sentence = _("This offer was valid for ten days, which have passed. Please call us, or ask for a date again.")


class EvaluationClosed(DomainError):
    sentence = _("This evaluation is not open. It opens when the activity begins and closes a week later.")


class EnoughAnswers(DomainError):
    sentence = _("There are already more answers than people who came, so no more are taken. Thank you all the same.")


class TooFast(DomainError):
    sentence = _("Very many answers came in one minute. Yours still stands here: wait a minute, then send it again.")
