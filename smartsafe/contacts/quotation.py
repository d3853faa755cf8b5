"""How a message carries what it quotes: first what was written now, then a line that nobody types, then the rest."""

# An invisible sign that is taken out of whatever people send
_BORDER = "\n\n\u2063\u2063\u2063\n"


def joined(own: str, quoted: str) -> str:
    return f"{own}{_BORDER}{quoted}" if quoted else own


def parted(text: str) -> tuple[str, str]:
    """(what was written now, what was quoted); the second is empty for a message without a quotation."""
    own, _border, quoted = text.partition(_BORDER)
    return own, quoted
