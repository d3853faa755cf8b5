"""What answers at once until a person does: a text by channel, language and hour, at most once a day to anybody.

The slices that receive call `answer_once` inside the transaction that takes a message in, and send what it gives.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import formats, translation

from smartsafe import clock
from smartsafe.country.hours import line_state
from smartsafe.country.profile import Text, profile
from smartsafe.language.scripts import in_script
from smartsafe.people.actors import Actor

from .models import AutoReplied, AutoReply
from .rules import RANKS

KINDS = ("open", "closed", "grave")
# Channels on which nothing answers by itself: somebody is on the phone, or the form shows its own receipt
WITHOUT = frozenset({"phone", "form", "in_person", "post", "partner"})
AGAIN_AFTER = timedelta(hours=24)
LONGEST = 900  # the shortest limit of a message among the channels is 1,000
FILLED = ("phone", "opens", "site")


@dataclass(frozen=True, slots=True)
class TextView:
    """A text as it is sent now; `own`: changed here, not the profile's."""

    channel: str
    language: str
    kind: str
    text: str
    own: bool


def channels() -> list[str]:
    """Channels of the profile on which something answers by itself."""
    return [one.code for one in profile().channels if one.code not in WITHOUT]


def languages() -> list[str]:
    """Languages a text is written in; others are derived, or fall back."""
    return [one.code for one in profile().languages if not one.derived_from]


def default(kind: str) -> Text:
    text: Text = getattr(profile().auto_replies, kind)
    return text


def text_for(channel: str, language: str, moment: datetime | None = None, *, grave: bool = False) -> str:
    """What answers on this channel at that moment, filled in; "" where nothing does.

    `grave`: the invitation to the anonymous form is added. A language that the profile does not know is its first.
    """
    if channel in WITHOUT:
        return ""
    line = line_state(moment)
    code = language if language in {one.code for one in profile().languages} else profile().languages[0].code
    kinds = ["open" if line.open else "closed"] + (["grave"] if grave else [])
    own = {(row.language, row.kind): row.text for row in AutoReply.objects.filter(channel=channel, kind__in=kinds)}
    values = _values(code, line.opens_at)
    return "\n\n".join(_text(own, code, kind).format(**values) for kind in kinds)


def invitation(channel: str, language: str) -> str:
    """The invitation to the anonymous form alone, as it would be sent by that channel."""
    own = {(row.language, row.kind): row.text for row in AutoReply.objects.filter(channel=channel, kind="grave")}
    code = language if language in {one.code for one in profile().languages} else profile().languages[0].code
    return _text(own, code, "grave").format(**_values(code, None))


def form_addresses() -> set[str]:
    """Where the anonymous form stands, in each language."""
    return {_values(one.code, None)["site"] for one in profile().languages}


def _text(own: dict[tuple[str, str], str], language: str, kind: str) -> str:
    derived_from = next((one.derived_from for one in profile().languages if one.code == language), "")
    if text := own.get((language, kind)):
        return text
    if derived_from and (text := own.get((derived_from, kind))):
        return in_script(text, language)
    return default(kind).in_language(language)


def _values(language: str, opens_at: datetime | None) -> dict[str, str]:
    with translation.override(language):
        opens = formats.date_format(opens_at, "j. n. Y. H:i") if opens_at else ""
        form = reverse("public:report")
    return {"phone": profile().centre.phone, "opens": opens, "site": profile().centre.site.rstrip("/") + form}


def is_grave(rank: int, service: str) -> bool:
    """Whether one should rather write anonymously: danger, urgency, or a report of abuse."""
    return rank <= RANKS["high"] or service == "hotline"


def answer_once(
    contact_id: UUID, *, channel: str, language: str, moment: datetime | None = None, grave: bool = False
) -> str:
    """What to send to this conversation now; "" when it was answered by itself less than a day ago, or nothing answers.

    Belongs to the transaction that takes the message in: what is rolled back may be answered again.
    """
    moment = moment or clock.now()
    text = text_for(channel, language, moment, grave=grave)
    if not text:
        return ""
    _row, new = AutoReplied.objects.get_or_create(contact_id=contact_id, defaults={"at": moment})
    if new:
        return text
    again = AutoReplied.objects.filter(contact_id=contact_id, at__lte=moment - AGAIN_AFTER).update(at=moment)
    return text if again else ""


def texts(viewer: Actor, channel: str) -> list[TextView]:
    """Every text of a channel as it would be sent, to be edited; placeholders are left in."""
    viewer.need("auto_replies.manage")
    own = {(row.language, row.kind): row.text for row in AutoReply.objects.filter(channel=channel)}
    return [
        TextView(
            channel, language, kind, own.get((language, kind)) or default(kind).in_language(language),
            (language, kind) in own,
        )
        for kind in KINDS
        for language in languages()
    ]  # fmt: skip
