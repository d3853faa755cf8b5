"""What subscribers are written: plain text, the addresses as the editor wrote them, a way to leave in every letter."""

from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from smartsafe.country.profile import profile

from .. import words
from .actions.subscribing import CONFIRM, LEAVE, token
from .composing import as_letter
from .models import Delivery, Subscriber

# The public face's pages; the process that writes letters may not serve that face.
CONFIRM_PAGE, LEAVE_PAGE = "/{language}/newsletter/confirm/{token}/", "/{language}/newsletter/leave/{token}/"


def _page(pattern: str, subscriber: Subscriber, purpose: str) -> str:
    address = pattern.format(language=get_language(), token=token(subscriber.id, purpose))
    return profile().centre.site.rstrip("/") + address


def _letter(subscriber: Subscriber, email: str, subject: str, body: str, message_id: str = "") -> EmailMessage:
    leave = _page(LEAVE_PAGE, subscriber, LEAVE)
    end = _("You can leave at any time, with one click:\n{address}").format(address=leave)
    centre = profile().centre
    # RFC 8058: the mail program itself offers to leave, and does it by one POST
    headers = {"List-Unsubscribe": f"<{leave}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    if message_id:
        headers["Message-ID"] = message_id
    body = f"{body}\n\n-- \n{centre.name}\n{centre.phone} · {centre.email}\n\n{end}\n"
    return EmailMessage(subject, body, None, [email], headers=headers)


def about_subscribing(subscriber: Subscriber, email: str) -> EmailMessage:
    """The link to confirm, or that nothing is needed. Says nothing that the address's owner may not read."""
    with translation.override(subscriber.language):
        if subscriber.confirmed_at:
            body = _(
                "Good day,\n\nsomebody, probably you, asked for our newsletter at this address. "
                "You receive it already, so nothing more is needed."
            )
            return _letter(subscriber, email, _("You receive our newsletter already"), body)
        body = _(
            "Good day,\n\nsomebody, probably you, asked for our newsletter at this address. "
            "Open this page and press the button there, within a week:\n{address}\n\n"
            "If it was not you, do nothing: without that button nothing comes, and we forget the address in a week."
        ).format(address=_page(CONFIRM_PAGE, subscriber, CONFIRM))
        return _letter(subscriber, email, _("Please confirm: our newsletter"), body)


def issue_letter(delivery: Delivery, email: str) -> EmailMessage:
    """In the subscriber's language and script. The same Message-ID however often it is tried."""
    subscriber, issue = delivery.subscriber, delivery.issue
    with translation.override(subscriber.language):
        language = get_language() or profile().languages[0].code
        subject = words.spoken(issue.subject).in_language(language)
        body = as_letter(words.spoken(issue.words).in_language(language), language)
        host = profile().centre.site.split("//", 1)[-1].split("/", 1)[0]
        return _letter(subscriber, email, subject, body, f"<newsletter-{delivery.pk}-{issue.pk.hex}@{host}>")
