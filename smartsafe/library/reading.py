"""In which script and language a reader reads what is written."""

from collections.abc import Callable

from smartsafe.country.profile import profile
from smartsafe.language.scripts import in_script

from .words import written_in


def script_for(written: str, reader: str) -> Callable[[str], str]:
    """What turns a text of this language into what this reader reads: Serbian in Latin, for all but readers of `sr`."""
    if any(one.derived_from == written for one in profile().languages):
        return lambda text: in_script(text, reader)
    return lambda text: text


def lang_of(written: str, reader: str) -> str:
    """The lang attribute of a text within the reader's page; empty when it is the page's own."""
    if written == written_in(reader):
        return ""
    latin = next((one for one in profile().languages if one.derived_from == written), None)
    return latin.lang if latin else written
