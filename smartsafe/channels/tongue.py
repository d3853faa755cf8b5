"""In which of the centre's languages somebody wrote: a guess from script and small words, good enough for an answer."""

import re

from smartsafe.country.profile import profile

_ENGLISH = """
the and is are was i my me you your he she they them to of in on for with from this that it not have has help
please someone sent do what how hello hi dear we our would could
"""
_SERBIAN = """
je i u na da se za sam si su smo mi me te ga mu joj nije ne od do sa kako sta šta zdravo pomoc pomoć molim
vas neko ona on oni moja moj moje sto što koji koja ali kad kada jer bih hvala dobar dan
"""
_SMALL = {"en": frozenset(_ENGLISH.split()), "sr-latn": frozenset(_SERBIAN.split())}
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str:
    """A code of the profile's languages; "" where nothing can be told."""
    text = text[:5_000]
    codes = {language.code for language in profile().languages}
    cyrillic = len(re.findall(r"[\u0400-\u04ff]", text))
    latin = len(re.findall(r"[A-Za-z\u00c0-\u024f]", text))
    if cyrillic and cyrillic >= latin / 2:
        return "sr" if "sr" in codes else ""
    words = [word.lower() for word in _WORD.findall(text)]
    english, serbian = (sum(word in _SMALL[code] for word in words) for code in ("en", "sr-latn"))
    serbian += len(re.findall("[čćđšžČĆĐŠŽ]", text))
    if english == serbian:
        return ""
    found = "en" if english > serbian else "sr-latn"
    return found if found in codes else ""
