"""Limits, accepted kinds, reasons for looking, and when to suggest a pause."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MOST_FILES = 10
LARGEST = 25 * 1024 * 1024
MOST_BYTES_A_REQUEST = MOST_FILES * LARGEST + 8 * 1024 * 1024
UNCLAIMED_AFTER_HOURS = 6

# Kinds we take in → how the desk treats them. Archives come as chat exports: kept, handed on, never opened here.
# HTML and SVG can act when rendered: kept as evidence, handed out only as a download without a type.
ACCEPTED: dict[str, str] = {
    "image/jpeg": "image",
    "image/png": "image",
    "image/webp": "image",
    "image/gif": "image",
    "image/heic": "image",
    "image/avif": "image",
    "image/bmp": "image",
    "image/tiff": "image",
    "image/svg+xml": "document",
    "video/mp4": "video",
    "video/webm": "video",
    "video/quicktime": "video",
    "video/3gpp": "video",
    "video/x-matroska": "video",
    "audio/mpeg": "audio",
    "audio/mp4": "audio",
    "audio/ogg": "audio",
    "audio/wav": "audio",
    "audio/flac": "audio",
    "audio/aac": "audio",
    "audio/amr": "audio",
    "application/pdf": "document",
    "application/rtf": "document",
    "application/msword": "document",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "document",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "document",
    "application/vnd.oasis.opendocument.text": "document",
    "application/vnd.oasis.opendocument.spreadsheet": "document",
    "application/vnd.oasis.opendocument.presentation": "document",
    "text/plain": "document",
    "text/html": "document",
    "message/rfc822": "document",
    "application/zip": "other",
}

# What a browser may draw on our pages, always after a reason was given; everything else is a download.
SHOWN = frozenset(
    {
        "image/jpeg",
        "image/png",
        "image/webp",
        "image/gif",
        "image/avif",
        "image/bmp",
        "video/mp4",
        "video/webm",
        "audio/mpeg",
        "audio/mp4",
        "audio/ogg",
        "audio/wav",
        "audio/flac",
    }
)

LOOK_REASONS: dict[str, str | Promise] = {
    "assess": _("To assess what was reported"),
    "case": _("To work on the case"),
    "referral": _("To prepare or check a referral"),
    "act": _("To act on the referral"),
    "supervision": _("To supervise"),
}

PAUSE_EVERY = 10


def may_show(content_type: str) -> bool:
    """Whether the content may be drawn in a page. What is not shown is handed out as an opaque download."""
    return content_type in SHOWN


def suggest_pause(looks_today: int) -> bool:
    """Whether to suggest a pause after this many looks today."""
    return looks_today > 0 and looks_today % PAUSE_EVERY == 0
