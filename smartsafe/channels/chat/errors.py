"""How the chat says no."""

from django.utils.translation import gettext_lazy as _

from smartsafe.errors import DomainError, Invalid, Stale


class ChatClosed(Invalid):
    """Nobody is here to chat: out of hours."""

    sentence = _("The chat is closed now. Send this by the form instead: what you typed is still here.")


class ChatCrowded(Invalid):
    """So many wait that the form is the faster way."""

    sentence = _("Very many people are waiting for the chat. The form is faster now: what you typed is still here.")


class TakenAlready(Stale):
    """A colleague took the chat a moment before."""

    sentence = _("A colleague was faster: this chat already has somebody.")


class NobodyWaits(DomainError):
    """There is no chat to take."""

    sentence = _("Nobody is waiting in the chat now.")


class NotYourChat(DomainError):
    """Somebody else answers this chat."""

    sentence = _("This chat is answered by a colleague. A supervisor can join it.")


class ChatOver(DomainError):
    """The chat has ended; the conversation goes on in the contact."""

    sentence = _("This chat has ended. Write on the contact's page: the reporter reads it with the code.")


class EnoughChats(DomainError):
    """As many chats as one person can listen to."""

    sentence = _("You have {most} chats already. End or hand over one before you take another.")
