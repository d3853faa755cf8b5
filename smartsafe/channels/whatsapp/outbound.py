"""Replies by WhatsApp: free words for 24 hours, afterwards only inside a template that Meta has approved."""

from typing import Any

from ..contract import Outbound, Refused, Sent
from ..meta.graph import Graph, part
from ..meta.sending import send_in_pieces
from ..meta.windows import window
from ..splitting import size, words_of
from . import config

LONGEST = 4096  # characters
# Of a template's body with its variable filled in Meta takes 1,024; what stands around the variable needs some
LONGEST_IN_TEMPLATE = 900


def send(out: Outbound) -> Sent:
    """Raises TryLater, Refused."""
    template = None
    if window(out) != "standard":  # nobody may answer later by hand here
        template = config.template()
        if template is None:
            raise Refused("window_closed")
        if size(_one_line(words_of(out))) > LONGEST_IN_TEMPLATE:
            raise Refused("too_long")
    graph = Graph(config.CODE)

    def hand_over(piece: str, mark: str) -> str:
        content = _text(piece) if template is None else _filled(template, piece)
        told = {"messaging_product": "whatsapp", "recipient_type": "individual", **_recipient(out.address)}
        answer = graph.post(f"{part(config.number())}/messages", told | content | {"biz_opaque_callback_data": mark})
        messages = answer.get("messages")
        return str(messages[0].get("id", "")) if isinstance(messages, list) and messages else ""

    return send_in_pieces(config.CODE, out, limit=LONGEST, measure=size, send=hand_over)


def _recipient(address: str) -> dict[str, str]:
    """By number where it is known; else by the id of somebody who hides it."""
    return {"to": address} if address.isdigit() else {"recipient": address}


def _text(piece: str) -> dict[str, Any]:
    """No preview: our servers and Meta's need not ask what we link to."""
    return {"type": "text", "text": {"preview_url": False, "body": piece}}


def _filled(template: config.Template, piece: str) -> dict[str, Any]:
    body = {"type": "body", "parameters": [{"type": "text", "text": _one_line(piece)}]}
    told = {"name": template.name, "language": {"code": template.language}, "components": [body]}
    return {"type": "template", "template": told}


def _one_line(text: str) -> str:
    """A template's variable takes neither line breaks nor runs of spaces."""
    return " ".join(text.split())
