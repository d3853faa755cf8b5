"""The country profile: everything that a centre may want different, as checked data.

`profile()` gives it, read once and unchangeable. Its texts (`Text`) print themselves in the active language.
"""

from .loading import profile
from .text import Text
from .whole import Lists, Profile

__all__ = ["Lists", "Profile", "Text", "profile"]
