"""What guardians are written: plain words and one link. The subject tells nothing of anybody."""

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from smartsafe.country.profile import profile

from ..activities.times import here
from .actions.consenting import link_token
from .models import Letter
from .programme import programme
from .rules import ROLES

# The public face's page; the process that writes letters may not serve that face.
CONSENT_PAGE = "/{language}/youth/consent/{token}/"


@dataclass(frozen=True, slots=True)
class Written:
    subject: str
    body: str


def written(letter: Letter, name: str) -> Written:
    """In the language in which the young person applied."""
    row = letter.application
    with translation.override(row.language or profile().languages[0].code):
        centre, told = profile().centre, {"name": name, "group": str(ROLES[row.role])}
        end = f"{centre.name}\n{centre.phone} · {centre.email}\n"
        begin = _("Good day,")
        if letter.kind == "over" or letter.consent is None:
            body = _(
                "{name} is no longer in our youth programme ({group}), or the application was ended. "
                "What was written and the consent are erased, and so is this address of yours. You need do nothing."
            ).format(**told)
            return Written(_("It has ended, and everything is erased"), f"{begin}\n\n{body}\n\n{end}")
        address = profile().centre.site.rstrip("/") + CONSENT_PAGE.format(
            language=get_language(), token=link_token(letter.consent)
        )
        if letter.kind == "given":
            body = _(
                "thank you: your consent for {name} ({group}) has arrived.\n\n"
                "You can take it back at any time, without giving a reason; then everything is erased at once:\n"
                "{address}\n\nPlease keep this letter for as long as {name} is with us."
            ).format(address=address, **told)
            return Written(_("Your consent has arrived"), f"{begin}\n\n{body}\n\n{end}")
        until = letter.consent.expires_at.astimezone(here()).strftime("%d.%m.%Y.")
        body = _(
            "{name} would like to join our youth programme ({group}) and named you as parent or guardian. "
            "Under {adult} we ask for your consent before anybody here reads the application.\n\n"
            "What it means, and yes or no:\n{address}\n\n"
            "The link is meant for you alone, answers once and is valid until {until} If you do not answer, "
            "everything is erased on that day. If you do not know {name}, answer no or do nothing."
        ).format(address=address, adult=programme().adult, until=until, **told)
        return Written(_("We ask for your consent"), f"{begin}\n\n{body}\n\n{end}")
