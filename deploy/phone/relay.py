"""A small relay beside the telephone exchange: takes plain requests of the dial plan on this machine, signs them, and
posts them to the centre's platform; again and again, in order, while that is away.

Needs Python 3.9 and nothing else. The dial plan calls no shell, so that no caller can smuggle words into one.

    SMARTSAFE_ADDRESS=https://desk.centre.example  SMARTSAFE_CHANNEL_PHONE_SECRET=…  python3 relay.py

Listens on 127.0.0.1:9833 only. GET or POST /event with `event`, `call`, and if known `number`, `seconds`, `file` (the
name of a recording in RELAY_RECORDINGS, which is sent along).
"""

import hashlib
import hmac
import json
import os
import queue
import threading
import time
import urllib.error
import urllib.request
import uuid
from base64 import b64encode
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

EVENTS = ("ringing", "answered", "ended", "missed", "voicemail")
LARGEST = 11 * 1024 * 1024
PAUSES = (1, 2, 5, 15, 60)  # seconds; the last one again and again
GIVE_UP_AFTER = 24 * 3600
MOST_WAITING = 10_000


def event_of(asked, recordings):
    """The body of the event. Raises ValueError for what is no event."""
    told = {name: values[0].strip() for name, values in asked.items() if values and values[0].strip()}
    if told.get("event") not in EVENTS or not told.get("call"):
        raise ValueError("event and call are needed")
    event = {
        "id": uuid.uuid4().hex,
        "event": told["event"],
        "call": told["call"][:200],
        "at": datetime.now(UTC).isoformat(),
        "number": told.get("number", "")[:60],
    }
    if told.get("seconds", "").isdigit():
        event["seconds"] = int(told["seconds"])
    if event["event"] == "voicemail" and told.get("file") and recordings:
        event["_file"] = recording_of(told["file"], recordings)
    return event


def recording_of(name, recordings):
    """The path of a recording below the one folder that may be read. Raises ValueError for any other."""
    folder = Path(recordings).resolve()
    path = (folder / name).resolve()
    if folder not in path.parents:
        raise ValueError("recordings are read from one folder only")
    return str(path)


def body_of(event):
    """As it is posted; the recording is read now, when the exchange has finished writing it."""
    told = {name: value for name, value in event.items() if name != "_file"}
    path = Path(event.get("_file") or "-")
    if path.is_file() and path.stat().st_size <= LARGEST:
        told["recording"] = {"name": path.name[:120], "base64": b64encode(path.read_bytes()).decode()}
    return json.dumps(told).encode()


def signed(secret, body, moment):
    digest = hmac.new(secret.encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()
    return {"Content-Type": "application/json", "Smartsafe-Time": moment, "Smartsafe-Signature": digest}


def post(address, secret, body):
    """The status that was answered; 0 when nobody was there."""
    request = urllib.request.Request(  # noqa: S310, the address is the administrator's
        address.rstrip("/") + "/channels/phone/webhook/", body, signed(secret, body, str(int(time.time())))
    )
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def send_for_ever(waiting, address, secret):
    """Events leave in the order in which they came. What the platform refuses is dropped and said in the log."""
    while True:
        event = waiting.get()
        began, attempt = time.monotonic(), 0
        while time.monotonic() - began < GIVE_UP_AFTER:
            status = post(address, secret, body_of(event))
            if status and status < 500 and status != 429:
                if status != 200:
                    print(f"refused with {status}: {event['event']}", flush=True)
                break
            time.sleep(PAUSES[min(attempt, len(PAUSES) - 1)])
            attempt += 1
        waiting.task_done()


def serve(waiting, recordings, port=9833):
    """The server, on this machine only; not started yet."""

    class Handler(BaseHTTPRequestHandler):
        def answer(self, text):
            try:
                waiting.put_nowait(event_of(parse_qs(text, max_num_fields=20), recordings))
                status = 202
            except (ValueError, queue.Full) as trouble:
                status = 400 if isinstance(trouble, ValueError) else 503
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def do_GET(self):
            self.answer(urlsplit(self.path).query)

        def do_POST(self):
            length = int(self.headers.get("Content-Length") or 0)
            self.answer(self.rfile.read(min(length, 20_000)).decode("utf-8", "replace"))

        def log_message(self, *_):  # numbers of callers stand in no log
            return

    return ThreadingHTTPServer(("127.0.0.1", port), Handler)


def main():
    waiting = queue.Queue(MOST_WAITING)
    address, secret = os.environ["SMARTSAFE_ADDRESS"], os.environ["SMARTSAFE_CHANNEL_PHONE_SECRET"]
    threading.Thread(target=send_for_ever, args=(waiting, address, secret), daemon=True).start()
    serve(waiting, os.environ.get("RELAY_RECORDINGS", "")).serve_forever()


if __name__ == "__main__":
    main()
