"""A card for the wallet with a code on it. Whoever finds it learns neither whose it is nor what it is about."""

from django.utils import translation
from django.utils.translation import gettext as _

from .typesetting import typeset


def wallet_card(code: str, *, address: str, language: str) -> bytes:
    """A PDF/A with one card, 85.6 × 54 mm, to cut out. `code`: sixteen digits; `address`: where it is typed in."""
    groups = [code[start : start + 4] for start in range(0, len(code), 4)]
    with translation.override(language):
        data = {
            "language": "en" if language == "en" else "sr",
            "title": _("Number"),
            "groups": groups,
            "where": address,
            "how": _("Go there and type the number in. Keep it where only you look."),
            "cut": _("Cut along the line and fold. It does not say what the number is for."),
        }
    return typeset("card.typ", data)
