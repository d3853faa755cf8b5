"""What staff may do with a contact, in one place to import from. The public face may never reach it."""

from .assessment import Facts, acknowledge_danger, triage
from .calls import record_silent_call, take_call
from .conversation import add_note, keep_reading, look, look_through, reply, save_draft
from .course import assign, close, reopen, tell_progress
from .merging import merge, separate
from .splitting import split_off
from .ways import choose_way

__all__ = [
    "Facts",
    "acknowledge_danger",
    "add_note",
    "assign",
    "choose_way",
    "close",
    "keep_reading",
    "look",
    "look_through",
    "merge",
    "record_silent_call",
    "reopen",
    "reply",
    "save_draft",
    "separate",
    "split_off",
    "take_call",
    "tell_progress",
    "triage",
]
