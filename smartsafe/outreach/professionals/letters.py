"""What professionals are written: plain words and a link. Nothing in the subject that tells of whom."""

from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from smartsafe.country.profile import profile

from .actions.registering import token
from .models import Professional

# The public face's pages; the process that writes letters may not serve that face.
CONFIRM_PAGE = "/{language}/professionals/confirm/{token}/"
ENTER_PAGE, ASK_PAGE = "/{language}/professionals/enter/{token}/", "/{language}/professionals/enter/"


def _page(pattern: str, told: str = "") -> str:
    return profile().centre.site.rstrip("/") + pattern.format(language=get_language(), token=told)


def _letter(told: dict[str, str], subject: str, body: str, *, named: bool = True) -> EmailMessage:
    centre = profile().centre
    begin = _("Good day, {name},").format(name=told["name"]) if named else _("Good day,")
    end = f"{centre.name}\n{centre.phone} · {centre.email}"
    return EmailMessage(subject, f"{begin}\n\n{body}\n\n{end}\n", None, [told["email"]])


def confirm_letter(row: Professional, told: dict[str, str]) -> EmailMessage:
    """With no word that was typed in: a stranger may have typed another's address, and words for them as a name."""
    with translation.override(row.language):
        body = _(
            "somebody, probably you, registered this address for our community of professionals. "
            "Open this page and press the button there, within a week:\n{address}\n\n"
            "If it was not you, do nothing, and we forget the address in a week."
        ).format(address=_page(CONFIRM_PAGE, token(row.id)))
        return _letter(told, _("Please confirm your address"), body, named=False)


def waiting_letter(row: Professional, told: dict[str, str]) -> EmailMessage:
    with translation.override(row.language):
        body = _(
            "you are registered for our community of professionals. Somebody at the centre has yet to read your "
            "registration; we write to you as soon as it is decided."
        )
        return _letter(told, _("Your registration waits"), body)


def way_in_letter(row: Professional, told: dict[str, str], way: str) -> EmailMessage:
    with translation.override(row.language):
        body = _(
            "this is your way into our community of professionals. The link lets you in once, within half an hour:\n"
            "{address}\n\nIf it was not you who asked, do nothing: nobody comes in without this letter."
        ).format(address=_page(ENTER_PAGE, way))
        return _letter(told, _("Your way in"), body)


def decision_letter(row: Professional, told: dict[str, str], *, approved: bool) -> EmailMessage:
    with translation.override(row.language):
        if approved:
            body = _(
                "welcome to our community of professionals. Whenever you want to come in, ask for a link here; "
                "you need no password:\n{address}"
            ).format(address=_page(ASK_PAGE))
            return _letter(told, _("You are welcome"), body)
        body = _(
            "thank you for registering. We cannot let you into our community of professionals, which is for those who "
            "work with children and for our partners. Everything you wrote is erased with this letter. "
            "If this is a mistake, please call us."
        )
        return _letter(told, _("About your registration"), body)
