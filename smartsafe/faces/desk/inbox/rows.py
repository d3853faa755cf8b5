"""Draws the rows of a list of contacts: thirty of them took a template engine longer than the rest of the page.

The look is in `desk/inbox.css`; the template around them is `desk/inbox/rows.html`.
"""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.urls import reverse
from django.utils import formats
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from smartsafe.contacts.queries.inbox import Row
from smartsafe.faces.theme.icons import icon
from smartsafe.language.scripts import in_script

from ..words import called, moment


def rows_drawn(rows: Iterable[Row], queue: str, opened: UUID | None) -> SafeString:
    """List items, each with its link; `opened` is the contact that the page shows already."""
    here = get_language() or "sr"
    return SafeString("\n".join(_row(row, queue, here, row.id == opened) for row in rows))  # every value is escaped


def _row(row: Row, queue: str, here: str, is_open: bool) -> str:
    burning = " is-burning" if row.danger_waits else ""
    urgent = " is-urgent" if not burning and (row.danger or row.urgency == "immediate") else ""
    classes = f"row-item{burning}{urgent}{' is-unread' if row.unread else ''}{' is-open' if is_open else ''}"
    at = row.closed_at if queue == "closed" else row.last_message_at
    words = f'\n<span class="row-words" dir="auto">{escape(row.words)}</span>' if row.words else ""
    unread = f'<span class="dot" aria-hidden="true"></span><span class="unseen">{escape(_("unread"))}: </span>'
    current = ' aria-current="true"'
    return (
        f'<li class="{classes}"><a href="{reverse("desk:contact", args=[row.id])}?queue={escape(queue)}" data-row'
        f"{current if is_open else ''}>\n"
        f'<span class="row-subject" dir="auto">{unread if row.unread else ""}{escape(_subject(row, here))}</span>\n'
        f'<time class="row-time" datetime="{row.last_message_at.isoformat()}">{escape(moment(at))}</time>{words}\n'
        f'<span class="row-tags">{"".join(_tags(row, here))}</span></a></li>'
    )


def _subject(row: Row, here: str) -> str:
    if row.subject:
        return in_script(row.subject, here)
    if row.erased_at:
        day = formats.date_format(localtime(row.erased_at), "j. n. Y.")
        return _("Erased on %(day)s") % {"day": day}
    if row.erased:
        return _("Erased")
    return called(row.outcome, "outcomes_of_contact") or row.number


def _tags(row: Row, here: str) -> Iterator[str]:
    if row.danger:
        yield _tag("danger", _("Immediate danger"), "siren")
    elif row.urgency in ("immediate", "high"):
        yield _tag("danger", called(row.urgency, "urgencies"))
    if row.late:
        yield _tag("sun", _("late"), "clock")
    if row.overdue:
        yield _tag("sun", _("overdue"), "hourglass")
    if row.wants_withdrawal:
        yield _tag("sun", _("asks to withdraw"))
    yield _tag("calm", called(row.channel, "channels"))
    if row.threat:
        yield _tag("neutral", called(row.threat, "threats"))
    if row.child_age_band and row.child_age_band != "unknown":
        yield _tag("neutral", called(row.child_age_band, "age_bands"))
    if row.assignee:
        yield f'<span class="row-who">{escape(in_script(row.assignee, here))}</span>'


def _tag(kind: str, words: str, drawn: str = "") -> str:
    return f'<span class="tag is-{kind}">{icon(drawn) if drawn else ""}{escape(words)}</span>'
