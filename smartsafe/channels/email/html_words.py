"""HTML of a letter → plain words. Nothing is loaded, nothing is kept that could act: what comes out is text."""

import re
from html.parser import HTMLParser

import nh3

_KEPT = {
    "p", "div", "br", "hr", "blockquote", "ul", "ol", "li", "table", "tr", "td", "th", "a", "pre", "h1", "h2", "h3",
    "h4", "h5", "h6", "span", "b", "i", "strong", "em",
}  # fmt: skip
_BLOCKS = {"p", "div", "blockquote", "ul", "ol", "table", "tr", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "hr"}
_APART = {"p", "blockquote", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6"}
LONGEST = 2_000_000  # characters of HTML that are read


class _Words(HTMLParser):
    """Collects lines; each knows how deep in quotations it stands."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.line = ""
        self.depth = 0
        self.pre = 0
        self.address = ""
        self.inside_link = ""
        self.links: list[str] = []

    def end_line(self) -> None:
        said = self.line.rstrip() if self.pre else " ".join(self.line.split())
        quoted = "> " * min(self.depth, 5)
        self.lines.append((quoted + said).rstrip() if said or quoted else "")
        self.line = ""

    def block(self, tag: str) -> None:
        if self.line.strip():
            self.end_line()
        if tag in _APART and self.lines and self.lines[-1].strip("> "):
            self.end_line()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.end_line()
        elif tag in _BLOCKS:
            self.block(tag)
            self.depth += tag == "blockquote"
            self.pre += tag == "pre"
        elif tag == "li":
            self.block(tag)
            self.line = "• "
        elif tag in ("td", "th"):
            self.line += " "
        elif tag == "a":
            self.address, self.inside_link = dict(attrs).get("href") or "", ""

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            if self.line.strip():
                self.end_line()
            self.depth -= tag == "blockquote" and self.depth > 0
            self.block(tag)
            self.pre -= tag == "pre" and self.pre > 0
        elif tag == "li":
            self.block(tag)
        elif tag == "a" and self.address:
            self.link()

    def link(self) -> None:
        address, said = self.address, self.inside_link.strip()
        self.address = ""
        if not address.lower().startswith(("http://", "https://")):
            return
        self.links.append(address)
        if said.rstrip("/") not in (address.rstrip("/"), re.sub(r"^https?://", "", address).rstrip("/")):
            self.line += f" <{address}>"

    def handle_data(self, data: str) -> None:
        if self.pre:
            *whole, rest = data.split("\n")
            for part in whole:
                self.line += part
                self.end_line()
            self.line += rest
        else:
            self.line += data.replace("\n", " ")
        if self.address:
            self.inside_link += data


def words(html: str) -> tuple[str, list[str]]:
    """(the words, the links in it). Quotations carry “> ” before each line, as in a plain letter."""
    safe = nh3.clean(
        html[:LONGEST],
        tags=_KEPT,
        attributes={"a": {"href"}},
        url_schemes={"http", "https"},
        link_rel=None,
        strip_comments=True,
    )
    reader = _Words()
    reader.feed(safe)
    reader.close()
    if reader.line.strip():
        reader.end_line()
    text = "\n".join(line.replace("\xa0", " ") for line in reader.lines)
    return re.sub(r"\n{3,}", "\n\n", text).strip(), list(dict.fromkeys(reader.links))
