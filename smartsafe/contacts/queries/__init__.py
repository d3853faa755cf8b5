"""What the desk can ask about contacts. Each question takes the viewer; asking opens, so callers record a look."""

from .connected import Connection, connected
from .contact import ContactView, Merged, contact_for, id_of_number, merged_with, numbers
from .conversation import (
    AttachmentView,
    MessageView,
    attachment_key,
    attachment_keys,
    conversation,
    draft,
    drafts,
    opened,
)
from .inbox import FIXED, Page, QueueCount, Row, inbox, opened_rows, queue_counts, queue_of
from .opening import record_key
from .search import Search, search

__all__ = [
    "FIXED",
    "AttachmentView",
    "Connection",
    "ContactView",
    "Merged",
    "MessageView",
    "Page",
    "QueueCount",
    "Row",
    "Search",
    "attachment_key",
    "attachment_keys",
    "connected",
    "contact_for",
    "conversation",
    "draft",
    "drafts",
    "id_of_number",
    "inbox",
    "merged_with",
    "numbers",
    "opened",
    "opened_rows",
    "queue_counts",
    "queue_of",
    "record_key",
    "search",
]
