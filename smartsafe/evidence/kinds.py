"""What a file really is, told from its first bytes; never from its name or from what the browser says."""

import puremagic

from .rules import ACCEPTED

HEAD = 8 * 1024  # bytes that the judgement is made from

_SAME = {
    "audio/wave": "audio/wav",
    "audio/x-wav": "audio/wav",
    "application/ogg": "audio/ogg",
    "image/x-ms-bmp": "image/bmp",
}
_BRANDS = {
    **dict.fromkeys((b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis"), "image/heic"),
    **dict.fromkeys((b"avif", b"avis"), "image/avif"),
    **dict.fromkeys((b"M4A ", b"M4B "), "audio/mp4"),
    **dict.fromkeys((b"3gp4", b"3gp5", b"3gp6", b"3g2a"), "video/3gpp"),
    b"qt  ": "video/quicktime",
}
_OFFICE = "application/vnd.openxmlformats-officedocument."
_ZIPPED = {
    b"word/": _OFFICE + "wordprocessingml.document",
    b"xl/": _OFFICE + "spreadsheetml.sheet",
    b"ppt/": _OFFICE + "presentationml.presentation",
}
_ENDINGS = {
    "image/jpeg": "jpg jpeg jpe jfif",
    "image/png": "png",
    "image/webp": "webp",
    "image/gif": "gif",
    "image/heic": "heic heif",
    "image/avif": "avif",
    "image/bmp": "bmp",
    "image/tiff": "tif tiff",
    "image/svg+xml": "svg",
    "video/mp4": "mp4 m4v",
    "video/webm": "webm",
    "video/quicktime": "mov qt",
    "video/3gpp": "3gp 3g2",
    "video/x-matroska": "mkv",
    "audio/mpeg": "mp3 mpga",
    "audio/mp4": "m4a m4b",
    "audio/ogg": "ogg oga ogv opus",
    "audio/wav": "wav",
    "audio/flac": "flac",
    "audio/aac": "aac",
    "audio/amr": "amr",
    "application/pdf": "pdf",
    "application/rtf": "rtf",
    "application/msword": "doc xls ppt msg",
    _OFFICE + "wordprocessingml.document": "docx docm",
    _OFFICE + "spreadsheetml.sheet": "xlsx xlsm",
    _OFFICE + "presentationml.presentation": "pptx pptm",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.presentation": "odp",
    "text/html": "html htm xhtml",
    "message/rfc822": "eml",
    "application/zip": "zip",
}
_EXECUTABLE = {"exe", "dll", "scr", "com", "bat", "cmd", "msi", "apk", "js", "vbs", "ps1", "sh", "jar", "lnk", "hta"}


def found_in(head: bytes) -> str:
    """The content type told by a file's first bytes; “application/octet-stream” when nothing is recognised."""
    if not head:
        return "application/octet-stream"
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "video/mp4")
    if head[:4] == b"\x1aE\xdf\xa3":
        return "video/webm" if b"webm" in head[:64] else "video/x-matroska"
    if head[:4] == b"PK\x03\x04":
        return _inside_zip(head)
    if head[:6] == b"#!AMR\n":
        return "audio/amr"
    text = _as_text(head)
    if text is not None:
        return _kind_of_text(text)
    try:
        matches = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return "application/octet-stream"
    kinds = [_SAME.get(match.mime_type, match.mime_type) for match in matches if match.mime_type]
    # The surest match decides, so that a program with a picture's signature further on does not pass as a picture.
    return kinds[0] if kinds else "application/octet-stream"


def disagreement(name: str, content_type: str) -> str:
    """What the name claims (“jpg”) when the content is of another kind; empty when they agree or it claims nothing."""
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if not ending or ending in _ENDINGS.get(content_type, "").split():
        return ""
    claimed = any(ending in endings.split() for endings in _ENDINGS.values())
    return ending if claimed or ending in _EXECUTABLE else ""


def media_of(content_type: str) -> str:
    """image, video, audio, document or other. KeyError for a kind that is not accepted."""
    return ACCEPTED[content_type]


def _inside_zip(head: bytes) -> str:
    """Told by the names of the first entries, without opening anything."""
    if b"mimetypeapplication/vnd.oasis.opendocument." in head[:200]:
        for kind in ("spreadsheet", "presentation"):
            if f"opendocument.{kind}".encode() in head[:200]:
                return f"application/vnd.oasis.opendocument.{kind}"
        return "application/vnd.oasis.opendocument.text"
    if b"[Content_Types].xml" in head or b"_rels/" in head:
        for folder, kind in _ZIPPED.items():
            if folder in head:
                return kind
        return _ZIPPED[b"word/"]
    return "application/zip"


def _as_text(head: bytes) -> str | None:
    """The head as text, when it is text: a byte-order mark, UTF-8, or an older code page without control bytes."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") and head[2:4] != b"\x00\x00" and len(head) > 3:
        try:
            return head[: len(head) // 2 * 2].decode("utf-16")
        except UnicodeDecodeError:
            return None
    if any(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head):
        return None
    if head[:5] in (b"%PDF-", b"{\\rtf"):
        return None
    for cut in range(4):  # the head may end in the middle of a letter
        try:
            return head[: len(head) - cut].decode("utf-8")
        except UnicodeDecodeError:
            continue
    high = sum(byte > 127 for byte in head)
    return head.decode("latin-1") if high < len(head) // 2 else None


def _kind_of_text(text: str) -> str:
    start = text.lstrip("\ufeff \t\r\n").lower()
    if "<svg" in start:
        return "image/svg+xml"
    if any(tag in start for tag in ("<html", "<!doctype html", "<script", "<iframe", "<body")):
        return "text/html"
    lines = start.splitlines()[:30]
    headers = sum(line.startswith(("from:", "to:", "subject:", "date:", "received:", "message-id:")) for line in lines)
    return "message/rfc822" if headers >= 3 else "text/plain"
