"""Bytes that somebody sent → words, whatever they say about themselves. Nothing here raises."""

import base64
import binascii
import codecs
import quopri
import re
from itertools import pairwise

# What the world writes → what Python calls it. Only these are ever looked up: some of Python's codecs unpack archives,
# run in quadratic time or read backslashes.
_NAMES = {
    "": "", "unknown8bit": "", "unknown": "", "default": "", "xuserdefined": "", "8bit": "", "binary": "",
    "ascii": "", "usascii": "", "ansix341968": "", "iso646us": "",
    "utf8": "utf-8", "utf8mb4": "utf-8", "unicode": "utf-8", "unicode11utf8": "utf-8",
    "utf7": "utf-7", "unicode11utf7": "utf-7", "unicode20utf7": "utf-7",
    "utf16": "utf-16", "utf16le": "utf-16-le", "utf16be": "utf-16-be", "utf32": "utf-32",
    "windows1250": "cp1250", "cp1250": "cp1250", "win1250": "cp1250", "xcp1250": "cp1250", "ansi1250": "cp1250",
    "windows1251": "cp1251", "cp1251": "cp1251", "win1251": "cp1251", "xcp1251": "cp1251", "ansi1251": "cp1251",
    "windows1252": "cp1252", "cp1252": "cp1252", "ansi": "cp1252", "windows1253": "cp1253", "windows1254": "cp1254",
    "windows1255": "cp1255", "windows1256": "cp1256", "windows1257": "cp1257", "windows1258": "cp1258",
    # What calls itself Latin 1 is windows-1252 wherever the two differ
    "iso88591": "cp1252", "latin1": "cp1252", "l1": "cp1252",
    "iso88592": "iso8859-2", "latin2": "iso8859-2", "l2": "iso8859-2", "iso88593": "iso8859-3",
    "iso88594": "iso8859-4", "iso88595": "iso8859-5", "cyrillic": "iso8859-5", "iso88596": "iso8859-6",
    "iso88597": "iso8859-7", "iso88598": "iso8859-8", "iso88598i": "iso8859-8", "iso88599": "iso8859-9",
    "iso885910": "iso8859-10", "iso885913": "iso8859-13", "iso885914": "iso8859-14", "iso885915": "iso8859-15",
    "iso885916": "iso8859-16",
    "koi8r": "koi8-r", "koi8": "koi8-r", "koi8u": "koi8-u", "koi8ru": "koi8-u",
    "ibm852": "cp852", "cp852": "cp852", "852": "cp852", "ibm855": "cp855", "cp855": "cp855", "ibm866": "cp866",
    "cp866": "cp866", "ibm850": "cp850", "cp850": "cp850", "ibm437": "cp437", "cp437": "cp437",
    "macintosh": "mac-roman", "xmaccyrillic": "mac-cyrillic", "xmacce": "mac-latin2", "maccentraleurope": "mac-latin2",
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5", "shiftjis": "shift-jis",
    "iso2022jp": "iso2022-jp", "eucjp": "euc-jp", "euckr": "euc-kr", "ksc56011987": "euc-kr", "tis620": "tis-620",
}  # fmt: skip
_WORD = re.compile(r"=\?([\w.+:-]{1,60}?)(?:\*[\w-]{0,20})?\?([bBqQ])\?([^?]*)\?=")
_GAP = re.compile(r"(\?=)[ \t\r\n]+(=\?)")
# Letters of Serbian in both scripts: how a guess between code pages is judged
_SERBIAN = set("čćđšžČĆĐŠŽ") | set("абвгдђежзијклљмнњопрстћуфхцчџшАБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШ")
_GUESSES = ("cp1250", "cp1251", "iso8859-2", "iso8859-5", "koi8-r")


def known(declared: str) -> str:
    """Python's name of a character set; "" for one that says nothing, or that nobody should decode with."""
    return _NAMES.get(re.sub(r"[^a-z0-9]", "", declared.lower()), "")


def decode(content: bytes, declared: str = "") -> str:
    """The words. What is UTF-8 is read as UTF-8 whatever it calls itself; what fits nothing is guessed, or replaced."""
    if content[:3] == codecs.BOM_UTF8:
        return content[3:].decode("utf-8", "replace")
    if content[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return content.decode("utf-16", "replace")
    name = known(declared)
    if name in ("utf-7", "iso2022-jp") or name.startswith(("utf-16", "utf-32")):  # these hide in plain ASCII
        return _with(content, name)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if name and name != "utf-8":
        return _with(content, name)
    # A letter or two that broke on the way do not make it another character set
    attempt = content.decode("utf-8", "replace")
    high = sum(byte > 127 for byte in content)
    if attempt.count("\ufffd") * 10 < high:
        return attempt
    return guess(content)


def _with(content: bytes, name: str) -> str:
    try:
        return content.decode(name, "replace")
    except (LookupError, UnicodeError, ValueError):
        return content.decode("utf-8", "replace")


def guess(content: bytes) -> str:
    """For bytes that do not say what they are: the code page of this part of the world that gives most sense."""

    def sense(name: str) -> int:
        words = content[:20_000].decode(name, "replace")
        good = sum(letter in _SERBIAN for letter in words)
        strange = sum(ord(letter) > 127 and letter not in _SERBIAN for letter in words)
        # capital letters in the middle of small ones: the sign of a wrong Cyrillic code page
        jumps = sum(after.isupper() and before.islower() for before, after in pairwise(words))
        return good - 2 * strange - 2 * jumps

    best = max(_GUESSES, key=sense)  # of equals the first, windows-1250
    return content.decode(best, "replace")


def header(value: str) -> str:
    """A header as it stood on the wire (8-bit bytes as surrogates) → words, unfolded and in one line."""
    value = value.replace("\r", "").replace("\n", " ")
    if any(ord(letter) > 127 for letter in value):
        value = decode(value.encode("utf-8", "surrogateescape"))
    value = _GAP.sub(r"\1\2", value)
    pieces: list[tuple[str, bytes]] = []  # (character set, bytes); "" for words that were not encoded
    end = 0
    for match in _WORD.finditer(value):
        if match.start() > end:
            pieces.append(("", value[end : match.start()].encode("utf-8", "replace")))
        charset, how, content = match.groups()
        said = _encoded(how, content)
        # A letter may be cut in two by the border between two words
        if pieces and pieces[-1][0] == charset.lower():
            pieces[-1] = (charset.lower(), pieces[-1][1] + said)
        else:
            pieces.append((charset.lower(), said))
        end = match.end()
    pieces.append(("", value[end:].encode("utf-8", "replace")))
    return clean(" ".join("".join(decode(content, charset) for charset, content in pieces).split()))


def _encoded(how: str, content: str) -> bytes:
    plain = content.encode("utf-8", "replace")
    if how in "qQ":
        return quopri.decodestring(plain.replace(b"_", b" "))
    only = re.sub(rb"[^A-Za-z0-9+/]", b"", plain)
    if len(only) % 4 == 1:
        only = only[:-1]
    try:
        return base64.b64decode(only + b"=" * (-len(only) % 4))
    except binascii.Error:
        return plain


_INVISIBLE = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, 0x2063, 0xFEFF])


def clean(words: str) -> str:
    """Without control signs and lone surrogates, which no database takes."""
    return words.translate(_INVISIBLE).encode("utf-8", "replace").decode("utf-8")
