"""An issue's words as blocks: lines, “# heading”, “- point”, “words | address”. Addresses go out as they are."""

from dataclasses import dataclass, field

from smartsafe.country.profile import profile

from .errors import WrongLine

HEADING, POINTS, LINK, TEXT = "heading", "points", "link", "text"
SCHEMES = ("https://", "/")
LONGEST_ADDRESS = 500


@dataclass(slots=True)
class Block:
    kind: str
    lines: list[str] = field(default_factory=list)
    address: str = ""


def _link(line: str) -> tuple[str, str] | None:
    words, bar, address = line.rpartition("|")
    return (words.strip(), address.strip()) if bar else None


def check(text: str, at: str) -> None:
    """Raises WrongLine."""
    for number, line in enumerate(text.splitlines(), 1):
        if (found := _link(line)) and not _sound(*found):
            raise WrongLine(at, number=number)


def _sound(words: str, address: str) -> bool:
    inside = address.startswith(SCHEMES) and not address.startswith("//")
    return bool(words) and inside and len(address) <= LONGEST_ADDRESS and len(address.split()) == 1


def addresses(text: str) -> list[tuple[int, str]]:
    """(line, address) of every link."""
    found = [(number, _link(line)) for number, line in enumerate(text.splitlines(), 1)]
    return [(number, link[1]) for number, link in found if link]


def blocks(text: str, language: str) -> list[Block]:
    """For a page in that language; addresses of this site lead to the reader's language."""
    found: list[Block] = []
    open_block: Block | None = None
    for line in text.splitlines():
        line = line.strip()
        link = _link(line)
        if not line:
            open_block = None
        elif line.startswith("# "):
            found.append(Block(HEADING, [line[2:].strip()]))
            open_block = None
        elif link and _sound(*link):
            found.append(Block(LINK, [link[0]], _in_language(link[1], language)))
            open_block = None
        else:
            kind = POINTS if line.startswith("- ") else TEXT
            if open_block is None or open_block.kind != kind:
                open_block = Block(kind)
                found.append(open_block)
            open_block.lines.append(line[2:].strip() if kind == POINTS else line)
    return found


def as_letter(text: str, language: str) -> str:
    """Plain words: nothing to load, nothing rewritten."""
    made = []
    for block in blocks(text, language):
        if block.kind == HEADING:
            made.append(f"{block.lines[0].upper()}\n{'-' * min(len(block.lines[0]), 60)}")
        elif block.kind == LINK:
            made.append(f"{block.lines[0]}:\n{absolute(block.address)}")
        else:
            made.append("\n".join(f"- {line}" if block.kind == POINTS else line for line in block.lines))
    return "\n\n".join(made)


def own_path(address: str) -> str:
    """A path of this site without its language; empty for an address elsewhere."""
    if not address.startswith("/"):
        return ""
    first, _slash, rest = address[1:].partition("/")
    return f"/{rest}" if first in {one.code for one in profile().languages} else address


def _in_language(address: str, language: str) -> str:
    path = own_path(address)
    return f"/{language}{path}" if path else address


def absolute(address: str) -> str:
    return profile().centre.site.rstrip("/") + address if address.startswith("/") else address
