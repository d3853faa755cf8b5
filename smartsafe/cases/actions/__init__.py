"""The verbs of a case, by what they are about; gathered here so that modules above need one address."""

from .contents import add_involved, add_note, edit, gather_evidence, look, remove_involved
from .conversations import merge_contacts, separate_contact, split_contact
from .erasing import erase
from .joining import add_contact, link, merge, remove_contact, unlink
from .moving import acknowledge_danger, advance, assign, close, give_advice, reopen
from .opening import open_case
from .tasks import add_task, finish_task

__all__ = [
    "acknowledge_danger",
    "add_contact",
    "add_involved",
    "add_note",
    "add_task",
    "advance",
    "assign",
    "close",
    "edit",
    "erase",
    "finish_task",
    "gather_evidence",
    "give_advice",
    "link",
    "look",
    "merge",
    "merge_contacts",
    "open_case",
    "remove_contact",
    "remove_involved",
    "reopen",
    "separate_contact",
    "split_contact",
    "unlink",
]
