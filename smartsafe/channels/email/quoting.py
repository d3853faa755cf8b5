"""What somebody wrote now, and what their mail program repeated beneath it. Repeated words are kept, folded away."""

import re

from smartsafe.contacts.quotation import joined

LONGEST = 400  # characters of the line that announces a quotation, and at most three lines
_WROTE = re.compile(
    r"(?:wrote|writes|"
    r"(?:је|je)\s+(?:написа(?:о|ла)|napisa(?:o|la))(?:/(?:ла|la))?|"
    r"(?:написао|написала|napisao|napisala)(?:/(?:ла|la))?(?:\s+(?:је|je))?|"
    r"написа(?:/ла)?|пише|piše|pise|schrieb|a écrit|ha scritto|escribió|написав(?:ла)?|пишет)\s*:$",
    re.IGNORECASE,
)
_VERB = re.compile(r"\w(?:/\w{1,4})?(?:\s(?:је|je))?\s?:$")  # quickly: the end of such a line
_BEGINS = re.compile(r"^(?:(?:on|дана|dana|у|u|am|le)\b|[а-яђјљњћџa-zčćđšž]{2,4},\s)", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,255}")
_FORWARDED = re.compile(
    r"^[-_\s]{0,40}(?:forwarded message|begin forwarded message|прослеђена порука|prosleđena poruka|prosledjena poruka|"
    r"почетак прослеђене поруке|početak prosleđene poruke)\b",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(
    r"^[-_ ]{2,40}(?:original message|original appointment|оригинална порука|originalna poruka|"
    r"изворна порука|izvorna poruka|ursprüngliche nachricht)[-_ ]{2,40}$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^\*?(from|sent|date|to|cc|subject|од|послато|датум|за|прима|копија|наслов|тема|предмет|пошиљалац|шаље|"
    r"od|poslato|poslano|datum|za|prima|kopija|naslov|tema|predmet|pošiljalac|šalje|salje)\*?\s?:\*?\s?\S",
    re.IGNORECASE,
)
_FIRST_LABEL = re.compile(r"^\*?(from|од|od|пошиљалац|pošiljalac|шаље|šalje|salje)\*?\s?:", re.IGNORECASE)
_RULE = re.compile(r"^[_-]{10,}$")


def fold(text: str) -> str:
    """The words in the shape that `contacts.quotation` parts again: what was written now, then what was quoted."""
    lines = text.split("\n")
    if any(_FORWARDED.match(line) for line in lines):
        return text  # forwarded words are what somebody writes about
    own, quoted = _headed(lines) or _announced(lines) or (lines, [])
    if not _said(own) or not _said(quoted):
        return text  # nothing but a quotation is what somebody wanted to show
    return joined("\n".join(own).strip(), "\n".join(quoted).strip())


def _said(lines: list[str]) -> bool:
    return any(line.strip() for line in lines)


def _headed(lines: list[str]) -> tuple[list[str], list[str]] | None:
    """Outlook: a line “Original Message” or the old letter's headers; all that follows is the old letter."""
    for index, line in enumerate(lines):
        line = line.strip()
        if _ORIGINAL.match(line):
            return lines[:index], lines[index:]
        if _FIRST_LABEL.match(line):
            following = [other for other in lines[index : index + 10] if other.strip()][:6]
            labels = {found[1].lower() for other in following if (found := _LABEL.match(other.strip()))}
            if len(labels) < 3:
                continue
            start = index
            while start and (not lines[start - 1].strip() or _RULE.match(lines[start - 1].strip())):
                start -= 1
            return lines[:start], lines[start:]
    return None


def _announced(lines: list[str]) -> tuple[list[str], list[str]] | None:
    """“On … wrote:” and lines with “>”. Several such blocks with answers in between stay as they are."""
    blocks: list[tuple[int, int]] = []
    index = 0
    while index < len(lines):
        if not lines[index].lstrip().startswith(">"):
            index += 1
            continue
        end = index
        while end < len(lines) and (lines[end].lstrip().startswith(">") or not lines[end].strip()):
            end += 1
        blocks.append((_announcement(lines, index), end))
        index = end
    if not blocks:
        return _without_signs(lines)
    if len(blocks) > 1:
        return None
    start, end = blocks[0]
    return lines[:start] + lines[end:], lines[start:end]


def _announcement(lines: list[str], first: int, *, named: bool = False) -> int:
    """Where the announcement of the quotation begins that starts at `first`; `first` when there is none.

    `named`: only one that names an address and a moment counts.
    """
    last = first - 1
    while last >= 0 and not lines[last].strip():
        last -= 1
    if last < 0 or not _VERB.search(lines[last].strip()):
        return first
    for start in range(last, max(last - 3, -1), -1):
        said = " ".join(line.strip() for line in lines[start : last + 1])
        if len(said) > LONGEST:
            break
        moment, address = any(letter.isdigit() for letter in said), _ADDRESS.search(said)
        if _WROTE.search(said) and (moment and address if named else moment or address):
            while start and start > last - 2 and _begun_before(lines[start - 1], lines[start]):
                start -= 1
            return start
    return first


def _begun_before(before: str, line: str) -> bool:
    """Whether the announcement was broken: its name or address stands on a line of its own."""
    return bool(before.strip()) and not _BEGINS.match(line.strip()) and bool(_BEGINS.match(before.strip()))


def _without_signs(lines: list[str]) -> tuple[list[str], list[str]] | None:
    """A program that announces with the whole address, and then repeats without “>”."""
    for index, line in enumerate(lines):
        if _VERB.search(line.strip()) and (start := _announcement(lines, index + 1, named=True)) <= index:
            return lines[:start], lines[start:]
    return None
