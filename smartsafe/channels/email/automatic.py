"""Letters that no person wrote just now: reports of delivery, receipts, answering machines, lists, our own words.

What a machine merely sends (a school's system, a web form) is a report like any other, but is not answered by itself.
"""

import re
from dataclasses import dataclass

from ..contract import Kind
from .letter import Letter

_DAEMON = re.compile(r"^(?:mailer-daemon|postmaster|mail-daemon|mdaemon|mailerdaemon)@?", re.IGNORECASE)
_NO_ANSWER = re.compile(
    r"^(?:mailer-daemon|postmaster|no-?_?\.?reply|do-?not-?reply|donotreply|bounces?|auto-?reply|nobody|listserv)\b",
    re.IGNORECASE,
)
_BOUNCE_SUBJECT = re.compile(
    r"(?:undeliver|delivery (?:status|failure|has failed)|returned mail|mail delivery failed|failure notice|"
    r"not delivered|неиспоручен|није испоручен|neisporučen|nije isporučen)",
    re.IGNORECASE,
)
_AWAY_SUBJECT = re.compile(
    r"^(?:re:\s*|одг:\s*|odg:\s*)?(?:automatic reply|auto(?:-|matic )?response|auto-?reply|autoreply|"
    r"out of (?:the )?office|away from (?:my|the) (?:mail|office)|vacation|on holiday|abwesend|automatische antwort|"
    r"аутоматски одговор|automatski odgovor|одсут(?:ан|на|ност)|odsut(?:an|na|nost)|"
    r"на одмору|na odmoru|годишњи одмор|godišnji odmor)",
    re.IGNORECASE,
)
_STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")


@dataclass(frozen=True, slots=True)
class Report:
    """What another mail server or program tells about a letter of ours."""

    kind: Kind  # delivered, read, failed, ignored (a delay)
    why: str = ""  # a code of contacts.rules.WHY_FAILED


def report_of(letter: Letter) -> Report | None:
    """None for a letter that is no report."""
    told = letter.header("content-type").lower()
    if letter.content_type == "multipart/report" and "disposition-notification" in told:
        return Report("read" if _displayed(letter) else "ignored")
    action = next((group["action"].lower() for group in letter.report if "action" in group), "")
    if action and letter.content_type == "multipart/report":
        return _of_action(letter, action)
    if letter.header("x-failed-recipients"):
        return Report("failed", _why(letter.text))
    from_daemon = bool(_DAEMON.match(letter.sender)) or letter.header("return-path").strip() == "<>"
    if from_daemon and _BOUNCE_SUBJECT.search(letter.subject):
        # Old servers write in words only; 4xx means that they go on trying
        return Report("failed", _why(letter.text))
    return None


def _displayed(letter: Letter) -> bool:
    return any("displayed" in group.get("disposition", "").lower() for group in letter.report)


def _of_action(letter: Letter, action: str) -> Report:
    if action.startswith(("delayed", "relayed", "expanded")):
        return Report("ignored")
    if action.startswith("delivered"):
        return Report("delivered")
    said = " ".join(
        f"{group.get('status', '')} {group.get('diagnostic-code', '')}" for group in letter.report if "action" in group
    )
    return Report("failed", _why(said))


def _why(said: str) -> str:
    """The code of our own for what a server says."""
    found = _STATUS.search(said[:20_000])
    if found is None:
        return "bounced"
    subject, detail = found[2], found[3]
    if subject == "1" and detail in ("1", "2", "3", "10"):
        return "no_address"
    return "blocked" if subject == "7" else "bounced"


def is_answering_machine(letter: Letter) -> bool:
    """Whether a program answered by itself to something: nothing that somebody wrote to us."""
    submitted = letter.header("auto-submitted").lower().split(";")[0].strip()
    if submitted.startswith("auto-replied") or letter.header("x-autoreply") or letter.header("x-autorespond"):
        return True
    if letter.header("precedence").lower().strip() == "auto_reply":
        return True
    return bool(_AWAY_SUBJECT.match(letter.subject) and submitted == "auto-generated")


def may_be_answered_at_once(letter: Letter) -> bool:
    """Whether an answer of ours that no person writes may go there: never to another machine."""
    submitted = letter.header("auto-submitted").lower().strip()
    if submitted and submitted != "no":
        return False
    if letter.header("precedence").lower().strip() in ("bulk", "list", "junk", "auto_reply"):
        return False
    if letter.header("list-id") or letter.header("list-unsubscribe") or letter.header("x-loop"):
        return False
    if letter.header("x-auto-response-suppress").lower().strip() not in ("", "none"):
        return False
    if letter.header("return-path").strip() == "<>" or _AWAY_SUBJECT.match(letter.subject):
        return False
    return bool(letter.sender) and not _NO_ANSWER.match(letter.sender)
