"""The mailbox on its server: each letter is kept sealed here before it is marked as seen there, and none twice.

A folder's place is remembered by UIDVALIDITY and UID. It moves on only after a letter was kept; whoever dies in
between fetches it again, and the event's id tells that it is the same. Letters that are unseen though older than that
place are looked at too, so that a server with strange numbers, or a restored mailbox, hides none.
"""

import imaplib
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta

from imap_tools.mailbox import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted

from smartsafe import clock
from smartsafe.vault.worker_keys import outside_key

from . import config
from .inbound import Envelope
from .models import Folder

logger = logging.getLogger(__name__)

TIMEOUT = 30  # seconds
LARGEST = 60 * 1024 * 1024  # bytes of a letter that are fetched: its files are encoded a third longer than they are
AT_ONCE = 500
ARCHIVE_AFTER = timedelta(days=30)
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
_DATE = re.compile(rb'INTERNALDATE "([^"]+)"')


@contextmanager
def opened() -> Iterator[BaseMailBox]:
    """Signed in. Raises OSError, imaplib.IMAP4.error, imap_tools' errors."""
    server = config.imap()
    box: BaseMailBox
    if server.security == config.TLS:
        box = MailBox(server.host, server.port, timeout=TIMEOUT, ssl_context=config.trust())
    elif server.security == config.STARTTLS:
        box = MailBoxStartTls(server.host, server.port, timeout=TIMEOUT, ssl_context=config.trust())
    else:
        box = MailBoxUnencrypted(server.host, server.port, timeout=TIMEOUT)
    try:
        if server.user.isascii() and server.password.isascii():
            box.login(server.user, server.password, initial_folder=None)
        else:
            box.login_utf8(server.user, server.password, initial_folder=None)
        yield box
    finally:
        with suppress(OSError, imaplib.IMAP4.error):  # it is over anyway
            box.client.logout()


def fetch() -> Iterator[tuple[str, bytes]]:
    """(event id, payload) of every new letter; the next is asked for only after this one was kept."""
    with opened() as box:
        for folder in config.folders():
            yield from _folder(box, folder)


def _folder(box: BaseMailBox, name: str) -> Iterator[tuple[str, bytes]]:
    place = _place(name, box.folder.status(name, ["UIDVALIDITY"])["UIDVALIDITY"])
    box.folder.set(name)
    for uid in _new_uids(box, place)[:AT_ONCE]:
        envelope = _letter(box, uid)
        if envelope is not None:
            yield envelope.event_id(), envelope.packed()
            _seen(box, uid)
        if uid > place.last_uid:
            place.last_uid = uid
            Folder.objects.filter(pk=place.pk, uid_validity=place.uid_validity, last_uid__lt=uid).update(last_uid=uid)
    Folder.objects.filter(pk=place.pk).update(fetched_at=clock.now())


def _place(name: str, uid_validity: int) -> Folder:
    """Where we are; at the beginning again when the server has numbered its letters anew."""
    server = config.imap()
    key = outside_key("folder", config.CODE, f"{server.user}@{server.host}:{server.port}/{name}")
    new = {"uid_validity": uid_validity, "fetched_at": clock.now()}
    place, _made = Folder.objects.get_or_create(key=key, defaults=new)
    if place.uid_validity != uid_validity:
        place.uid_validity, place.last_uid = uid_validity, 0
        place.save(update_fields=["uid_validity", "last_uid"])
    return place


def _new_uids(box: BaseMailBox, place: Folder) -> list[int]:
    """Those after the last, oldest first; then older ones that nobody has seen.

    In a folder that is new to us the archive stays where it is: what was read there long ago is not taken in.
    """
    after = "ALL"
    if place.last_uid == 0:
        after = f"SINCE {(clock.now() - ARCHIVE_AFTER):%d-%b-%Y}"
    # “n:*” always names the last letter, even when its number is smaller than n
    found = set(map(int, box.uids(f"UID {place.last_uid + 1}:* {after}", charset=None)))
    new = {uid for uid in found if uid > place.last_uid}
    return sorted(new) + sorted(set(map(int, box.uids("UNSEEN", charset=None))) - new)


def _letter(box: BaseMailBox, uid: int) -> Envelope | None:
    """None when it was taken away in the meantime."""
    facts = _answer(box, uid, "(RFC822.SIZE INTERNALDATE)")
    if facts is None:
        return None
    size = int(found[1]) if (found := _SIZE.search(facts[0])) else 0
    what = "BODY.PEEK[]" if size <= LARGEST else f"BODY.PEEK[]<0.{LARGEST}>"
    said = _answer(box, uid, f"({what})")
    if said is None or said[1] is None:
        return None
    return Envelope(said[1], _received(facts[0]), whole=size <= LARGEST)


def _answer(box: BaseMailBox, uid: int, what: str) -> tuple[bytes, bytes | None] | None:
    """(what the server tells, the letter's bytes when they were asked for)."""
    status, data = box.client.uid("fetch", str(uid), what)
    if status != "OK":
        raise imaplib.IMAP4.error("a letter could not be fetched")
    for one in data:
        if isinstance(one, tuple):
            return one[0], one[1]
        if isinstance(one, bytes) and _SIZE.search(one):
            return one, None
    return None


def _received(facts: bytes) -> datetime:
    found = _DATE.search(facts)
    try:
        told = found[1].decode().strip() if found else ""
        return datetime.strptime(told, "%d-%b-%Y %H:%M:%S %z").astimezone(UTC)
    except ValueError:
        return clock.now()


def _seen(box: BaseMailBox, uid: int) -> None:
    """Only a courtesy to who looks into the mailbox: whether a letter is new, our own place tells."""
    status, _data = box.client.uid("STORE", str(uid), "+FLAGS.SILENT", r"(\Seen)")
    if status != "OK":
        logger.warning("a fetched letter could not be marked as seen")


def check() -> None:
    """Whether the mailbox lets us in and has every folder. Raises OSError, imaplib.IMAP4.error, imap_tools' errors."""
    with opened() as box:
        for folder in config.folders():
            box.folder.set(folder, readonly=True)
