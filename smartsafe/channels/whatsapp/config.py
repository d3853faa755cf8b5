"""Settings of WhatsApp besides those of all of Meta's channels: SMARTSAFE_CHANNEL_WHATSAPP_…"""

from dataclasses import dataclass

from smartsafe.channels import environment

from ..meta import config

CODE = "whatsapp"
NUMBER = "phone_number_id"


@dataclass(frozen=True, slots=True)
class Template:
    """A message that Meta has approved, with one variable in its body: it takes a reply after 24 hours."""

    name: str
    language: str


def number() -> str:
    """Meta's id of the centre's number (not the number itself)."""
    return config.account(CODE, NUMBER)


def template() -> Template | None:
    name = environment.value(CODE, "template")
    return Template(name, environment.value(CODE, "template_language", "sr")) if name else None


def missing() -> list[str]:
    return config.missing(CODE, NUMBER)
