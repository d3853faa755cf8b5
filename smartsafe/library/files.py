"""The kinds of files that readers may take, and how their names may end; the first ending is the one they are given."""

_OFFICE = "application/vnd.openxmlformats-officedocument."
ENDINGS: dict[str, tuple[str, ...]] = {
    "application/pdf": ("pdf",),
    "application/vnd.oasis.opendocument.text": ("odt",),
    "application/vnd.oasis.opendocument.presentation": ("odp",),
    _OFFICE + "wordprocessingml.document": ("docx",),
    _OFFICE + "presentationml.presentation": ("pptx",),
    "image/jpeg": ("jpg", "jpeg"),
    "image/png": ("png",),
    "image/webp": ("webp",),
    "video/mp4": ("mp4", "m4v"),
    "video/webm": ("webm",),
    "audio/mpeg": ("mp3",),
    "audio/mp4": ("m4a", "m4b"),
    "audio/ogg": ("ogg", "oga", "opus"),
    "application/epub+zip": ("epub",),
}
UNKNOWN = "application/octet-stream"


def named(slug: str, media: str) -> tuple[str, str]:
    """(file name, content type), told by the content found at upload, never by the name it came with."""
    return (f"{slug}.{ENDINGS[media][0]}", media) if media in ENDINGS else (f"{slug}.bin", UNKNOWN)
