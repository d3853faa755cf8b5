"""A letter's parts that are files: their bytes, a name for each, and a cover for what evidence would not know."""

import io
import re
import zipfile
from email.errors import MessageError
from email.generator import BytesGenerator
from email.message import Message
from email.policy import compat32
from email.utils import collapse_rfc2231_value
from mimetypes import guess_extension

from ..contract import InboundFile
from . import charsets

LONGEST_NAME = 150
# Kept as they came, inside an archive that the evidence knows: Outlook's bundle, what was encrypted or signed
_COVERED = {
    "application/ms-tnef", "application/vnd.ms-tnef", "application/pkcs7-mime", "application/x-pkcs7-mime",
    "application/pkcs7-signature", "application/x-pkcs7-signature",
}  # fmt: skip
_COVERED_ENDINGS = (".p7m", ".p7s", ".tnef")
_PARTS_OF_NAMES = re.compile(r"[\\/:*?\"<>|]+")


def content_of(part: Message) -> bytes:
    """The bytes of a part, as far as they can be decoded; b"" when it has none."""
    try:
        found = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError, AssertionError, MessageError):
        found = None
    if isinstance(found, bytes):
        return found
    kept = part.get_payload()
    return kept.encode("utf-8", "surrogateescape") if isinstance(kept, str) else b""


def parameter(part: Message, name: str, header: str = "content-type") -> str:
    try:
        found = part.get_param(name, "", header)
        return str(collapse_rfc2231_value(found)) if found else ""
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""


def disposition(part: Message) -> str:
    try:
        return (part.get_content_disposition() or "").lower()
    except (ValueError, TypeError, AttributeError):
        return ""


def is_attached(part: Message) -> bool:
    """Whether a part of text is meant as a file."""
    return disposition(part) == "attachment" or bool(name_of(part) and disposition(part) != "inline")


def name_of(part: Message) -> str:
    """The file's name as its sender tells it, made harmless; "" when it has none."""
    told = parameter(part, "filename", "content-disposition") or parameter(part, "name")
    return tidy_name(charsets.header(told))


def tidy_name(told: str) -> str:
    name = " ".join(_PARTS_OF_NAMES.sub("_", charsets.clean(told)).split()).strip(" .")
    if len(name) <= LONGEST_NAME:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 10:
        return name[:LONGEST_NAME]
    return stem[: LONGEST_NAME - len(ending) - 1] + dot + ending


def file_of(part: Message) -> InboundFile | None:
    """None for a part without a byte and without a name."""
    content, name, kind = content_of(part), name_of(part), part.get_content_type()
    if not content and not name:
        return None
    if not name:
        name = "file" + (".asc" if kind == "application/pgp-encrypted" else guess_extension(kind) or "")
    if kind in _COVERED or name.lower() == "winmail.dat" or name.lower().endswith(_COVERED_ENDINGS):
        return InboundFile(f"{name}.zip", _covered(name, content))
    return InboundFile(name, content)


def _covered(name: str, content: bytes) -> bytes:
    """An archive with this one file; the same bytes whenever it is made."""
    cover = io.BytesIO()
    with zipfile.ZipFile(cover, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(zipfile.ZipInfo(name), content)
    return cover.getvalue()


def letter_file(part: Message) -> InboundFile:
    """A letter inside the letter, whole."""
    payload = part.get_payload()
    inside = payload[0] if isinstance(payload, list) and payload else None
    content = content_of(part)
    if isinstance(inside, Message):
        out = io.BytesIO()
        try:
            BytesGenerator(out, mangle_from_=False, policy=compat32).flatten(inside)
            content = out.getvalue()
        except (ValueError, LookupError, TypeError, AttributeError, MessageError):
            content = "\n".join(f"{name}: {value}" for name, value in inside.raw_items()).encode("utf-8", "replace")
    name = name_of(part)
    return InboundFile(name if name.lower().endswith(".eml") else f"{name or 'letter'}.eml", content)
