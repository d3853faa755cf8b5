"""Exact values that connect contacts: addresses, hosts, names used online, e-mail addresses, telephone numbers.

Each is brought to one form, so that two people who type the same thing differently are found together. A value is a
pair (kind, normal form); kinds are those of the blind index: url, host, handle, email, phone.
"""

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import SplitResult, quote, unquote, urlsplit

from smartsafe.country.profile import profile

Value = tuple[str, str]

MAX_LENGTH = 2_000  # longer than this is no address that anyone could type again
DEFAULT_PORTS = {"http": 80, "https": 443, "ftp": 21}
# A link to one of these says nothing about who else wrote: its host connects nobody, its full address does.
COMMON_HOSTS = frozenset(
    [
        "facebook.com",
        "fb.com",
        "instagram.com",
        "tiktok.com",
        "youtube.com",
        "youtu.be",
        "x.com",
        "twitter.com",
        "snapchat.com",
        "whatsapp.com",
        "wa.me",
        "viber.com",
        "telegram.org",
        "t.me",
        "discord.com",
        "discord.gg",
        "google.com",
        "gmail.com",
        "roblox.com",
        "twitch.tv",
        "reddit.com",
        "linkedin.com",
        "pinterest.com",
    ]
)
# Query parameters that say who shared a link, never what it leads to
TRACKING = re.compile(r"^(utm_\w+|fbclid|gclid|igsh|igshid|si|ref_src|mc_eid|_t|_r)$", re.IGNORECASE)

_URL = re.compile(r"(?:https?|ftp)://[^\s<>\"„“”'{}|\\^`]+|www\.[^\s<>\"„“”'{}|\\^`]+", re.IGNORECASE)
_BARE = re.compile(
    r"(?<![\w@./-])(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,6}(?:com|net|org|rs|срб|me|ba|hr|info|io|ru|tv|gg|app|xyz|site|"
    r"online|eu|de|uk|edu|gov|co)(?:/[^\s<>\"„“”'{}|\\^`]*)?(?![\w@-])",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}(?![\w-])")
_HANDLE = re.compile(r"(?<![\w@/.])@([\w][\w.]{0,62}[\w]|[\w])(?![\w@])")
# In running text a number to call begins with + or 0; dates do not.
_PHONE = re.compile(r"(?<![\w+])(?:\+\d|0)(?:[ ()/.\-]{0,3}\d){6,14}(?!\w)")
_DATE = re.compile(r"(?<!\d)\d{1,2}[./-] ?\d{1,2}[./-] ?\d{4}(?!\d)")
_ENDING = ".,;:!?)]}»…"
_DOTS = re.compile("[。．｡]")


def host(name: str) -> str:
    """A host in its one form: lower case, punycode, without “www.” and the dot at the end; "" when it is none."""
    name = _DOTS.sub(".", unicodedata.normalize("NFC", name)).strip().strip(".").lower().removeprefix("www.")
    if name.startswith("[") or not name:
        return ""
    try:
        name = name.encode("idna").decode("ascii") if not name.isascii() else name
    except UnicodeError:
        return ""
    valid = len(name) <= 253 and all(
        re.fullmatch(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?", label) for label in name.split(".")
    )
    return name if valid and "." in name else ""


def _split(address: str) -> SplitResult | None:
    text = "".join(char for char in address if char.isprintable()).strip()
    if not text or len(text) > MAX_LENGTH:
        return None
    if not re.match(r"[a-z][a-z0-9+.-]*://", text, re.IGNORECASE):
        text = "https://" + text
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return None
    return parts


def _encoded(text: str, safe: str) -> str:
    return quote(unquote(text), safe=safe)


def url(address: str) -> str:
    """An address in its one form; "" when it is none.

    Scheme and host in lower case, http as https, no default port, no “www.”, no fragment, no tracking parameters,
    one way of percent-encoding, no slash at the end. Letters of the path stay as they are.
    """
    parts = _split(address)
    if parts is None or parts.scheme.lower() not in DEFAULT_PORTS:
        return ""
    name = host(parts.hostname or "")
    if not name:
        return ""
    scheme = "https" if parts.scheme.lower() == "http" else parts.scheme.lower()
    port = "" if parts.port in (None, *DEFAULT_PORTS.values()) else f":{parts.port}"
    path = _encoded(parts.path, "/:@!$&'()*+,;=~").rstrip("/")
    kept = [pair for pair in parts.query.split("&") if pair and not TRACKING.match(pair.split("=")[0])]
    query = "?" + "&".join(_encoded(pair, "/:@!$'()*+,;=~?") for pair in kept) if kept else ""
    return f"{scheme}://{name}{port}{path}{query}"


def host_of(address: str) -> str:
    """The host of an address in its one form, "" when there is none."""
    parts = _split(address)
    return host(parts.hostname or "") if parts else ""


def handle(name: str) -> str:
    """A name used online: without @, compatible letters made one, lower case; "" when nothing is left."""
    text = unicodedata.normalize("NFKC", name).strip().lstrip("@").strip().casefold()
    text = unicodedata.normalize("NFKC", "".join(char for char in text if char.isprintable())).strip().rstrip(".")
    return text.lstrip("@").strip() if 0 < len(text) <= 100 else ""


def email(address: str) -> str:
    """An e-mail address in lower case with its host in one form; "" when it is none."""
    text = unicodedata.normalize("NFC", address).strip().lower()
    if text.count("@") != 1 or len(text) > 320:
        return ""
    local, domain = text.split("@")
    name = host(domain)
    return f"{local}@{name}" if local and not re.search(r"\s", local) and name else ""


def phone(number: str, prefix: str = "") -> str:
    """A number as +381641234567; short ones (“19833”) without prefix; "" when it is none.

    `prefix` stands before a number written without one; the profile's calling code unless told.
    """
    prefix = prefix or f"+{profile().centre.calling_code}"
    text = unicodedata.normalize("NFKC", number).strip()
    digits = "".join(str(int(char)) for char in text if char.isdecimal())
    if not 3 <= len(digits) <= 15:
        return ""
    if text.startswith("+"):
        full = digits
    elif digits.startswith("00"):
        full = digits[2:]
    elif digits.startswith("0"):
        full = prefix.lstrip("+") + digits[1:]
    elif len(digits) <= 6:
        return digits  # a short number of this country
    else:
        full = digits if digits.startswith(prefix.lstrip("+")) else prefix.lstrip("+") + digits
    # People write +381 (0)64 …
    trunk = prefix.lstrip("+") + "0"
    if full.startswith(trunk):
        full = prefix.lstrip("+") + full[len(trunk) :]
    return f"+{full}" if 6 < len(full) <= 15 else ""


def _of_address(address: str) -> Iterable[Value]:
    normal = url(address)
    if not normal:
        return
    name = host_of(normal)
    has_more = normal != f"https://{name}"
    if has_more:
        yield "url", normal
    if name not in COMMON_HOSTS:
        yield "host", name


def extract(text: str) -> set[Value]:
    """Every exact value in a text of people's words."""
    found: set[Value] = set()
    for match in _EMAIL.finditer(text):
        found.add(("email", email(match[0])))
    rest = _EMAIL.sub(" ", text)
    for match in _URL.finditer(rest):
        found.update(_of_address(match[0].rstrip(_ENDING)))
    rest = _URL.sub(" ", rest)
    for match in _BARE.finditer(rest):
        found.update(_of_address(match[0].rstrip(_ENDING)))
    rest = _BARE.sub(" ", rest)
    for match in _HANDLE.finditer(rest):
        found.add(("handle", handle(match[1])))
    for match in _PHONE.finditer(_DATE.sub(" ", rest)):
        found.add(("phone", phone(match[0])))
    return {(kind, value) for kind, value in found if value}


def of_fields(
    *, links: Iterable[str] = (), handles: Iterable[str] = (), emails: Iterable[str] = (), phones: Iterable[str] = ()
) -> set[Value]:
    """The values of fields whose kind is known. A line that is no single value is searched like any text."""
    found: set[Value] = set()
    for link in links:
        found.update(list(_of_address(link)) or extract(link))
    for name in handles:
        found.update(_of_address(name) if "://" in name else [("handle", handle(name))])
    found.update(("email", email(address)) for address in emails)
    found.update(("phone", phone(number)) for number in phones)
    return {(kind, value) for kind, value in found if value}


def of_person(*, email_address: str = "", number: str = "") -> set[Value]:
    """How a person is reached, apart from what is merely named: two who share it are very likely one."""
    found = {("own_email", email(email_address)), ("own_phone", phone(number))}
    return {(kind, value) for kind, value in found if value}


def is_common_host(typed: str) -> bool:
    """Whether what was typed is a large service and nothing more: it stands in half of all reports, so in no index."""
    normal = url(typed.strip()) if "." in typed else ""
    name = host_of(normal) if normal else ""
    return name in COMMON_HOSTS and normal.rstrip("/") == f"https://{name}"


def of_search(typed: str) -> set[Value]:
    """Everything that what was typed into the search may mean: one value of each kind that fits, and those within."""
    typed = typed.strip()
    if not typed or len(typed) > MAX_LENGTH:
        return set()
    found = extract(typed)
    if not re.search(r"\s", typed):
        found.add(("handle", handle(typed)))
        found.add(("email", email(typed)))
        if "." in typed and "@" not in typed:
            found.update({("url", url(typed)), ("host", host_of(typed))})
    if re.fullmatch(r"[+\d\s()/.\-]+", typed):
        found.add(("phone", phone(typed)))
    if re.fullmatch(r"[0-9a-fA-F]{64}", typed):
        found.add(("file", typed.lower()))  # the SHA-256 of a file
    return {(kind, value) for kind, value in found if value}
