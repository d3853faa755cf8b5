"""One form of a text for comparing: lower case, one script, no diacritics."""

import unicodedata

from .scripts import letters_to_latin


def fold(text: str) -> str:
    """“Ћерка”, “ćerka” and “CERKA” are all “cerka”; đ is dj."""
    bare = unicodedata.normalize("NFKD", text).casefold()
    latin = unicodedata.normalize("NFKD", letters_to_latin(bare)).casefold()
    return "".join(letter for letter in latin if not unicodedata.combining(letter)).replace("đ", "dj")
