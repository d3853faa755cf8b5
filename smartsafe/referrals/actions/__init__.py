"""The verbs of a referral, by whose they are; gathered here so that faces need one address."""

from .answering import accept, acknowledge, ask, decline, report_outcome
from .approving import approve, return_for_changes
from .delivering import deliver
from .ending import close, forward_declined, withdraw
from .erasing import erase
from .informing import give_information
from .looking import look, look_at_item, take_letter, take_package
from .preparing import edit_draft, prepare, send_for_approval

__all__ = [
    "accept",
    "acknowledge",
    "approve",
    "ask",
    "close",
    "decline",
    "deliver",
    "edit_draft",
    "erase",
    "forward_declined",
    "give_information",
    "look",
    "look_at_item",
    "prepare",
    "report_outcome",
    "return_for_changes",
    "send_for_approval",
    "take_letter",
    "take_package",
    "withdraw",
]
