"""Languages and time as people read them: both are the centre's profile's choice."""

import tomllib
from zoneinfo import ZoneInfo

from smartsafe.country.profile.languages import languages_of

from .environment import ROOT, profile

_FOLDER = ROOT / "profiles" / profile()


def time_zone() -> str:
    """What is wrong in the profile is told by its loader, with the place, once the apps are ready."""
    try:
        return ZoneInfo(tomllib.loads((_FOLDER / "profile.toml").read_text(encoding="utf-8"))["time_zone"]).key
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return "UTC"


LANGUAGES = languages_of(_FOLDER)
LANGUAGE_CODE = LANGUAGES[0][0]
LOCALE_PATHS = [ROOT / "smartsafe" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = time_zone()
FORMAT_MODULE_PATH = ["smartsafe.language.formats"]
