"""An unfinished form: its answers sealed under a key that stands only in the reporter's cookie, and dying with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from smartsafe import clock
from smartsafe.country.profile import profile
from smartsafe.evidence.actions import keep, purge
from smartsafe.evidence.errors import TooMany
from smartsafe.evidence.models import Item
from smartsafe.evidence.queries import Facts, facts
from smartsafe.evidence.rules import MOST_FILES
from smartsafe.evidence.uploads import SealedUpload
from smartsafe.vault.sealing import CannotOpen, RecordKey, place

from ..answers import AnswerFile, Answers, checked
from ..errors import FormGone
from ..models import DraftFile, FormDraft
from .reporting import Drawn, Receipt, draw, take_in

UNTOUCHED = timedelta(minutes=60)


@dataclass(frozen=True, slots=True)
class OpenForm:
    """A form that its reporter holds: which one, and the key that opens its answers."""

    id: UUID
    key: RecordKey

    def __repr__(self) -> str:
        return f"OpenForm({self.id})"


def _place(form: OpenForm, field: str) -> bytes:
    return place("form", form.id, field)


def idle_limit() -> timedelta:
    """How long an unfinished form lives without a change."""
    return min(UNTOUCHED, timedelta(days=profile().retention.drafts))


def receipt_limit() -> timedelta:
    """How long a receipt can be shown again to the one who sent the form."""
    return timedelta(minutes=profile().retention.receipt_shown_minutes)


def start_form(service: str, *, key: RecordKey | None = None) -> OpenForm:
    """Begin a form of the service (helpline, hotline)."""
    now = clock.now()
    draft = FormDraft(started_at=now, touched_at=now)
    form = OpenForm(draft.id, key or RecordKey.new())
    draft.sealed_answers = form.key.seal_json({"service": service}, _place(form, "answers"))
    draft.save(force_insert=True)
    return form


def open_form(form_id: UUID, key: RecordKey) -> OpenForm:
    """Raises FormGone when it has died, was sent long ago, or the key does not fit."""
    form = OpenForm(form_id, key)
    draft = _draft(form)
    _answers(form, draft)
    return form


def _draft(form: OpenForm, *, lock: bool = False) -> FormDraft:
    rows = FormDraft.objects.select_for_update() if lock else FormDraft.objects.all()
    draft = rows.filter(pk=form.id).first()
    if draft is None or is_dead(draft):
        raise FormGone()
    return draft


def is_dead(draft: FormDraft) -> bool:
    if draft.sent_at:
        return draft.sent_at + receipt_limit() <= clock.now()
    return draft.touched_at + idle_limit() <= clock.now()


def _answers(form: OpenForm, draft: FormDraft) -> dict[str, Any]:
    try:
        told: dict[str, Any] = form.key.open_json(draft.sealed_answers, _place(form, "answers"))
    except CannotOpen:
        raise FormGone() from None
    return told


def _save(form: OpenForm, draft: FormDraft, told: dict[str, Any]) -> None:
    draft.sealed_answers = form.key.seal_json(told, _place(form, "answers"))
    draft.touched_at = clock.now()
    draft.save(update_fields=["sealed_answers", "touched_at"])


def answers(form: OpenForm) -> dict[str, Any]:
    """What was told so far, by name; without the files. Raises FormGone."""
    told = _answers(form, _draft(form))
    return {name: value for name, value in told.items() if name != "files"}


@transaction.atomic
def save_answers(form: OpenForm, *, answers: dict[str, Any]) -> None:
    """Lay these answers (JSON values by name) over what was told so far. Raises FormGone."""
    draft = _draft(form, lock=True)
    if not draft.sent_at:
        _save(form, draft, {**_answers(form, draft), **answers})


@transaction.atomic
def add_file(form: OpenForm, *, upload: SealedUpload) -> UUID:
    """Add a file; the item's id. Raises FormGone, TooMany and what keeping a file raises."""
    draft = _draft(form, lock=True)
    told = _answers(form, draft)
    kept = told.get("files", [])
    if draft.sent_at:
        raise FormGone()
    if len(kept) >= MOST_FILES:
        raise TooMany(name=upload.name, most=MOST_FILES)
    item, key = keep(upload)
    DraftFile.objects.create(draft=draft, item=item)
    sealed = key.sealed_under(form.key, _place(form, f"item:{item.id}"))
    _save(form, draft, {**told, "files": [*kept, {"item": str(item.id), "key": sealed.hex()}]})
    return item.id


@transaction.atomic
def remove_file(form: OpenForm, *, item_id: UUID) -> None:
    """Take a file back: its bytes are gone. Harmless when it is not there. Raises FormGone."""
    draft = _draft(form, lock=True)
    told = _answers(form, draft)
    kept = [entry for entry in told.get("files", []) if entry["item"] != str(item_id)]
    _forget_files(draft.files.filter(item_id=item_id))
    _save(form, draft, {**told, "files": kept})


def files(form: OpenForm) -> list[tuple[UUID, Facts]]:
    """The files added so far with their names and sizes, in order. Raises FormGone."""
    held = _files(form, _answers(form, _draft(form)))
    items = Item.objects.in_bulk([file.item_id for file in held])
    return [(file.item_id, facts(items[file.item_id], file.key)) for file in held if file.item_id in items]


def _files(form: OpenForm, told: dict[str, Any]) -> list[AnswerFile]:
    return [
        AnswerFile(
            UUID(entry["item"]),
            RecordKey.opened_under(form.key, bytes.fromhex(entry["key"]), _place(form, f"item:{entry['item']}")),
        )
        for entry in told.get("files", [])
    ]


def _forget_files(files: Iterable[DraftFile]) -> None:
    for file in list(files):
        item_id = file.item_id
        file.delete()
        purge(item_id)


def send_form(form: OpenForm, *, language: str) -> Receipt:
    """Take the form in. Sent again, the same receipt comes back. Raises FormGone, NothingTold, TooBusy, …"""
    if kept := receipt_of(form):
        return kept
    checked(_told(form, _draft(form)))  # what cannot be taken in costs no derived key
    return _send(form, language, draw())


def _told(form: OpenForm, draft: FormDraft) -> Answers:
    told = _answers(form, draft)
    return Answers.of(told, _files(form, told))


@transaction.atomic
def _send(form: OpenForm, language: str, drawn: Drawn) -> Receipt:
    draft = _draft(form, lock=True)
    if draft.sent_at:
        return _kept_receipt(form, draft)
    receipt = take_in(answers=_told(form, draft), channel="form", language=language, drawn=drawn)
    draft.files.all().delete()  # the items belong to the contact now
    draft.sealed_answers = form.key.seal_json(
        {"service": _answers(form, draft).get("service", "")}, _place(form, "answers")
    )
    draft.sealed_receipt = form.key.seal_json(
        [receipt.code, receipt.number, receipt.reply_by.isoformat()], _place(form, "receipt")
    )
    draft.sent_at = draft.touched_at = clock.now()
    draft.save()
    return receipt


def _kept_receipt(form: OpenForm, draft: FormDraft) -> Receipt:
    try:
        code, number, reply_by = form.key.open_json(draft.sealed_receipt, _place(form, "receipt"))
    except CannotOpen:
        raise FormGone() from None
    return Receipt(code, number, datetime.fromisoformat(reply_by))


def receipt_of(form: OpenForm) -> Receipt | None:
    """The receipt of a form that was sent a moment ago; None for one still unsent. Raises FormGone."""
    draft = _draft(form)
    return _kept_receipt(form, draft) if draft.sent_at else None


@transaction.atomic
def discard_form(form: OpenForm) -> None:
    """Forget the form and its files now. Harmless when it is gone; nothing happens to a report that was sent."""
    draft = FormDraft.objects.select_for_update().filter(pk=form.id).first()
    if draft is not None:
        forget(draft)


def forget(draft: FormDraft) -> None:
    _forget_files(draft.files.all())
    draft.delete()
