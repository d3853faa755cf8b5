"""Contacts as reporters make them, through the real action."""

from typing import Any

from smartsafe.contacts.actions.reporting import Receipt, take_in
from smartsafe.contacts.answers import Answers
from smartsafe.contacts.models import Contact

from .people import a_vault

A_REPORT: dict[str, Any] = {
    "service": "hotline",
    "about": "me",
    "threats": ["sextortion"],
    "text": "Неко ми прети да ће објавити моју слику ако не пошаљем још.",
    "links": ["https://chat.example/u/nepoznati"],
    "handles": ["@nepoznati_99"],
    "when": "јуче увече",
    "place_of_harm": "social_media",
    "age_band": "12_13",
    "exact_age": 13,
    "gender": "girl",
    "municipality": "cacak",
    "danger": False,
}


def a_report(*, channel: str = "form", language: str = "sr", **changes: Any) -> tuple[Receipt, Contact]:
    """A report that came in by the form: its receipt and the contact. `changes` are fields of Answers."""
    a_vault()
    receipt = take_in(answers=Answers(**{**A_REPORT, **changes}), channel=channel, language=language)
    return receipt, Contact.objects.get(number=receipt.number)
